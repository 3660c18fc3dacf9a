import { KlingError } from '../errors/kling-error.js'
import { regions } from '../generated/regions.gen.js'
import type { ClientOptions } from './options.js'

/** The address the paths are put behind. */
export function baseUrlOf({ baseUrl, gateway, region = 'singapore' }: ClientOptions): URL {
  // A key of the gateway would be sent to Kling.
  if (gateway && !gateway.baseUrl) throw new KlingError('gateway: pass cometapi() from @klingkit/client/gateways')
  try {
    const url = new URL(baseUrl ?? gateway?.baseUrl ?? regions[region], globalThis.location?.href)
    // No credential, query or fragment.
    if (/^https?:/.test(url.href) && url.href === url.origin + url.pathname) return url
  } catch {
    // The address itself is not repeated: it may hold a secret.
  }
  throw new KlingError(`baseUrl is no plain http(s):// address, or region none of ${Object.keys(regions).join(', ')}`)
}
