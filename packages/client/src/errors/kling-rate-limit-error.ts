import { KlingApiError } from './kling-api-error.js'

/** Too many requests, for as long as the call was allowed to wait (1302). */
export class KlingRateLimitError extends KlingApiError {
  static override readonly code = 'KLING_RATE_LIMIT'
  declare readonly code: 'KLING_RATE_LIMIT'
}
