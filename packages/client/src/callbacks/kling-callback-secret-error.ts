import { KlingError } from '../errors/kling-error.js'

/** The webhook secret on this side is missing or is no secret. Never holds the secret itself. */
export class KlingCallbackSecretError extends KlingError {
  static override readonly code = 'KLING_CALLBACK_SECRET'
  declare readonly code: 'KLING_CALLBACK_SECRET'
}
