import { KlingDownloadError } from './kling-download-error.js'

/** The result is gone: results are kept for 30 days. */
export class KlingResultExpiredError extends KlingDownloadError {
  static override readonly code = 'KLING_RESULT_EXPIRED'
  declare readonly code: 'KLING_RESULT_EXPIRED'
}
