import { KlingError } from '../errors/kling-error.js'
import { regions } from '../generated/regions.gen.js'
import type { ClientOptions } from './options.js'

/** The address the paths are put behind. */
export function baseUrlOf({ baseUrl, gateway, region = 'singapore' }: ClientOptions): URL {
  try {
    const url = new URL(baseUrl ?? gateway?.baseUrl ?? regions[region], globalThis.location?.href)
    if (/^https?:$/.test(url.protocol) && !(url.username + url.password + url.search + url.hash)) return url
  } catch {
    // The address itself is not repeated: it may hold a secret.
  }
  throw new KlingError(`baseUrl is no plain http(s):// address, or region none of ${Object.keys(regions).join(', ')}`)
}
