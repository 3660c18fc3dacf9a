import { KlingDownloadError } from './kling-download-error.js'

/** The connection broke off, or the number of bytes is not the announced one, and further attempts did not help. */
export class KlingDownloadIncompleteError extends KlingDownloadError {
  static override readonly code = 'KLING_DOWNLOAD_INCOMPLETE'
  declare readonly code: 'KLING_DOWNLOAD_INCOMPLETE'
}
