import type { GatewayName } from '@klingkit/openapi/runtime'
import type { Outcome } from './outcome.js'

export interface CheckOptions {
  /** Where the API is, with the prefix of the gateway, for example `http://127.0.0.1:4010`. */
  baseUrl: string
  /** Whose document it is held against. Default `official`. */
  gateway?: GatewayName | undefined
  /** An API key, sent as it is. Default: from the environment. */
  apiKey?: string | undefined
  /** Access key and secret key, of which tokens are signed. Default: from the environment. */
  accessKey?: string | undefined
  secretKey?: string | undefined
  /**
   * Whether only calls that cannot cost anything are sent. `auto` (default): unless the host is this machine or in a private network, and no proxy to somewhere else. `off` says that the host bills nothing,
   * whatever its address; it is refused for the hosts of Kling and of the gateways.
   */
  safe?: 'auto' | 'on' | 'off' | undefined
  /** Send POSTs that may be billed, too, up to `maxUnits`. Default false. */
  allowPaid?: boolean | undefined
  /** Most units of all packs together that the calls may cost by the price table; needed with `allowPaid`. */
  maxUnits?: number | undefined
  /** What a call counts whose price nobody published. Default: such a call is not sent. */
  assumeUnits?: number | undefined
  /** Which request examples are sent. Default: all where nothing is billed, otherwise `minimal`. */
  examples?: 'minimal' | 'all' | undefined
  /** Only these operations. Default: all of the document. */
  operations?: readonly string[] | undefined
  /** Operations that are not officially documented as well. Default false. */
  experimental?: boolean | undefined
  /** Seconds to wait for tasks to end. Default 30. */
  waitSeconds?: number | undefined
  /** Seconds to wait for an answer. Default 30. */
  timeoutSeconds?: number | undefined
  /** Where credentials are looked for. Default `process.env`. */
  environment?: Record<string, string | undefined> | undefined
  /** Hears of each call as it is done. */
  onOutcome?: ((outcome: Outcome) => void) | undefined
}

/** The check cannot be made as asked for; the message tells the way out. */
export class CheckError extends Error {
  override name = 'CheckError'
}
