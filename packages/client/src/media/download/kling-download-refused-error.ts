import { KlingDownloadError } from './kling-download-error.js'

/** The address, or one it leads to, is none of the public web, so nothing was fetched from it: a server that fetches whatever it is told can be turned against its own network. */
export class KlingDownloadRefusedError extends KlingDownloadError {
  static override readonly code = 'KLING_DOWNLOAD_REFUSED'
  declare readonly code: 'KLING_DOWNLOAD_REFUSED'
}
