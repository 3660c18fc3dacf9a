import { KlingError } from '../errors/kling-error.js'
import { version } from '../generated/version.gen.js'
import { inBrowser } from './browser-guard.js'
import type { Configuration } from './configuration.js'

/**
 * The headers of a request, but for the credential.
 *
 * @throws KlingError for a name or value that cannot be sent; the platform's own error would repeat the value
 */
export function requestHeaders({ headers: own }: Configuration, body: string | undefined, given: Record<string, string> | undefined): Headers {
  // Browsers set their own user agent, and would ask the server first whether another one is allowed.
  const all: Record<string, string> = {
    ...(!inBrowser() && { 'user-agent': `klingkit/${version}` }),
    ...(body && { 'content-type': 'application/json' }),
    ...own,
    ...given,
  }
  const headers = new Headers()
  for (const name in all) {
    try {
      headers.set(name, all[name]!)
    } catch {
      throw new KlingError(`the header '${name}' cannot be sent`)
    }
  }
  return headers
}
