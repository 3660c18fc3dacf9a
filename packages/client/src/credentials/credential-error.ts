import { KlingError } from '../errors/kling-error.js'

/** A credential that cannot be one. The message says what to give; it never holds the value. */
export class InvalidCredentialError extends KlingError {
  static override readonly code = 'KLING_INVALID_CREDENTIAL'
  declare readonly code: 'KLING_INVALID_CREDENTIAL'
  override readonly name = 'InvalidCredentialError'
}
