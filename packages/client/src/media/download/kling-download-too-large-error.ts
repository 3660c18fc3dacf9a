import { KlingDownloadError } from './kling-download-error.js'

/** There are more bytes than `maxBytes`; what had come in was thrown away. */
export class KlingDownloadTooLargeError extends KlingDownloadError {
  static override readonly code = 'KLING_DOWNLOAD_TOO_LARGE'
  declare readonly code: 'KLING_DOWNLOAD_TOO_LARGE'
}
