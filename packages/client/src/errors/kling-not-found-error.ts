import { KlingApiError } from './kling-api-error.js'

/** There is no such task, model, operation or method (1202, 1203, and 1201 on reads of an unknown id). */
export class KlingNotFoundError extends KlingApiError {
  static override readonly code = 'KLING_NOT_FOUND'
  declare readonly code: 'KLING_NOT_FOUND'
}
