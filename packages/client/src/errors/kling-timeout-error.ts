import { KlingConnectionError } from './kling-connection-error.js'

/** There was no answer in the time given by `timeout` or `retry.attemptTimeout`. */
export class KlingTimeoutError extends KlingConnectionError {
  static override readonly code = 'KLING_TIMEOUT'
  declare readonly code: 'KLING_TIMEOUT'
}
