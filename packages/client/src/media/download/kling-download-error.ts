import { KlingError } from '../../errors/kling-error.js'

/** A file could not be fetched. Addresses of results are signed: `url` and the message hold them without their query. */
export class KlingDownloadError extends KlingError {
  static override readonly code: string = 'KLING_DOWNLOAD'
  /** Without query. */
  declare readonly url: string
  /** HTTP status of the last answer, if that is what went wrong. */
  declare readonly status: number | undefined

  constructor(url: URL, message: string, { status, ...options }: ErrorOptions & { status?: number } = {}) {
    const shown = `${url.origin === 'null' ? url.protocol : url.origin}${url.pathname}`
    super(`${shown}: ${message}`, { url: shown, status }, options)
  }
}
