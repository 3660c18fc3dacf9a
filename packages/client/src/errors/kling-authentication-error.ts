import { KlingApiError } from './kling-api-error.js'

/** The credential is missing, wrong, expired, or not of the kind that the operation takes (1000 to 1004). */
export class KlingAuthenticationError extends KlingApiError {
  static override readonly code = 'KLING_AUTHENTICATION'
  declare readonly code: 'KLING_AUTHENTICATION'
}
