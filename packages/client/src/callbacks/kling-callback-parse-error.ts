import { KlingError } from '../errors/kling-error.js'

/** The body of a callback is no task of either standard; answer 400. */
export class KlingCallbackParseError extends KlingError {
  static override readonly code = 'KLING_CALLBACK_PARSE'
  declare readonly code: 'KLING_CALLBACK_PARSE'
}
