import { KlingApiError } from './kling-api-error.js'

/** More tasks at once than the pack allows, for as long as the call was allowed to wait (1303). */
export class KlingConcurrencyError extends KlingApiError {
  static override readonly code = 'KLING_CONCURRENCY'
  declare readonly code: 'KLING_CONCURRENCY'
}
