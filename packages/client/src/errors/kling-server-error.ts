import { KlingApiError } from './kling-api-error.js'

/** The service failed, is under maintenance, or gave an answer that cannot be read (5000 to 5002). */
export class KlingServerError extends KlingApiError {
  static override readonly code = 'KLING_SERVER'
  declare readonly code: 'KLING_SERVER'
}
