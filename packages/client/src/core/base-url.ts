import { KlingError } from '../errors/kling-error.js'
import { regions } from '../generated/regions.gen.js'
import type { ClientOptions } from './options.js'

/** The address the paths are put behind. */
export function baseUrlOf({ baseUrl, gateway, region = 'singapore' }: ClientOptions): URL {
  try {
    const url = new URL(baseUrl ?? gateway?.baseUrl ?? regions[region], globalThis.location?.href)
    if (/^https?:$/.test(url.protocol)) return url
  } catch {
    // The address itself is not repeated: it may hold a secret.
  }
  throw new KlingError(`The baseUrl is no http(s) address, or the region none of ${Object.keys(regions).join(', ')}`)
}
