import { KlingApiError } from './kling-api-error.js'

/** A value of the request is wrong; the message tells which (1200, 1201). */
export class KlingInvalidRequestError extends KlingApiError {
  static override readonly code = 'KLING_INVALID_REQUEST'
  declare readonly code: 'KLING_INVALID_REQUEST'
}
