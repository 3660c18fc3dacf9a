import type { Fetch, KlingOptions } from '../core/options.js'

/** Options of {@link klingProxy}. */
export interface ProxyOptions extends Pick<KlingOptions, 'apiKey' | 'auth' | 'baseUrl' | 'region'> {
  /** Where the handler is mounted; taken off the path. Default `/api/kling`. */
  mountedAt?: string
  /**
   * Who may spend your money: called before anything is forwarded. `false` answers 403; a `Response` is answered as it is.
   *
   * Default: everyone, which is right on a closed network only.
   */
  authorize?: (request: Request, operation: string) => boolean | Response | Promise<boolean | Response>
  /** Operation ids that are forwarded. Default: every operation of the API but those of the account. */
  operations?: readonly string[]
  /** Bytes a request body may have. Default 64 MiB. */
  maxBodyBytes?: number
  /** Default: the global `fetch`. */
  fetch?: Fetch
}
