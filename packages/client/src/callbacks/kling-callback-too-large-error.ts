import { KlingError } from '../errors/kling-error.js'

/** The body of a callback is larger than allowed; it was answered 413. */
export class KlingCallbackTooLargeError extends KlingError {
  static override readonly code = 'KLING_CALLBACK_TOO_LARGE'
  declare readonly code: 'KLING_CALLBACK_TOO_LARGE'
}
