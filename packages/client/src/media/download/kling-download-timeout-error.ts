import { KlingDownloadError } from './kling-download-error.js'

/** It took longer than `timeout`, or no byte came for `idleTimeout`. */
export class KlingDownloadTimeoutError extends KlingDownloadError {
  static override readonly code = 'KLING_DOWNLOAD_TIMEOUT'
  declare readonly code: 'KLING_DOWNLOAD_TIMEOUT'
}
