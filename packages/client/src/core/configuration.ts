import type { CallbackFeed } from '../callbacks/callback-feed.js'
import type { Line } from '../create/queue.js'
import type { Credential } from '../credentials/credential.js'
import type { Poller } from '../wait/polling.js'
import type { Clock } from './clock.js'
import type { CurlWriter } from './curl.js'
import type { Gateway } from './gateway.js'
import type { Hooks, Logger } from './hooks.js'
import type { Fetch, RetryOptions } from './options.js'
import type { Validation } from './validate.js'

/** What a client was configured with, defaults filled in. */
export interface Configuration extends Hooks {
  readonly baseUrl: string
  /** Host and port of it. */
  readonly host: string
  /** `official`, or that of the gateway. */
  readonly gatewayId: string
  readonly gateway: Gateway<any> | undefined
  readonly credential: Credential | undefined
  /** Whether a call without a credential is sent: to servers of somebody's own, which may put one in. */
  readonly mayBeAnonymous: boolean
  readonly fetch: Fetch
  readonly headers: Record<string, string>
  readonly timeout: number
  readonly retry: Required<RetryOptions>
  readonly logger?: Logger
  readonly callbacks?: Pick<CallbackFeed, 'subscribe'>
  readonly validate?: Validation
  /** Where creates queue; undefined without the option `concurrency`. */
  readonly line: Line | undefined
  /** How tasks are read that are waited for. */
  poller?: Poller
  /** Writes the `curl` of errors. */
  readonly curl?: CurlWriter
  readonly clock: Clock
  readonly random: () => number
}
