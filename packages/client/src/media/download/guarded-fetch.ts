import { KlingError } from '../../errors/kling-error.js'
import { builtin } from '../platform.js'
import type { AddressGuard } from './address-guard.js'
import type { NetworkOptions } from './download-options.js'
import { KlingDownloadError } from './kling-download-error.js'
import { KlingDownloadRefusedError } from './kling-download-refused-error.js'
import { isNode, nodeFetch } from './node-fetch.js'
import { orAbort } from './or-abort.js'
import { PassingFailure } from './passing-failure.js'

export interface Ask {
  headers: Record<string, string>
  signal: AbortSignal
}

const mostRedirects = 5
const anonymous = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const

/** Fetches an address and what it leads to, every step of it checked first. */
export async function guardedFetch(start: URL, guard: AddressGuard, ask: Ask, fetch: NetworkOptions['fetch']): Promise<{ response: Response; url: URL }> {
  let url = start
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    guard.checkUrl(url)
    const response = await send(url, guard, ask, fetch).catch((cause) => {
      throw cause instanceof KlingError || ask.signal.aborted ? cause : new PassingFailure('there is no connection', { cause })
    })
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null) {
      // Browsers follow on their own or not at all; what they then tell is where it led.
      if (response.url) guard.checkUrl(new URL(response.url))
      return { response, url }
    }
    void response.body?.cancel().catch(() => {})
    if (!URL.canParse(location, url)) throw new KlingDownloadError(url, 'it redirects to what is no address.', { status: response.status })
    url = new URL(location, url)
  }
  throw new KlingDownloadError(start, `it redirects more than ${mostRedirects} times.`)
}

async function send(url: URL, guard: AddressGuard, ask: Ask, fetch: NetworkOptions['fetch']): Promise<Response> {
  if (!fetch && isNode()) return nodeFetch(url, guard, ask)
  await lookUp(url, guard, ask)
  const get = fetch ?? globalThis.fetch
  const response = await orAbort(get(url.href, { ...ask, ...anonymous, redirect: 'manual' }), ask.signal)
  // A page may not see where it is sent; a browser keeps it from private networks itself.
  return response.type === 'opaqueredirect' ? orAbort(get(url.href, { ...ask, ...anonymous }), ask.signal) : response
}

interface Dns {
  lookup(hostname: string, options: { all: true }): Promise<{ address: string }[]>
}

/** Checks what the name stands for, where names can be looked up. What cannot be found here may be known to a proxy behind `fetch`. */
async function lookUp(url: URL, guard: AddressGuard, ask: Ask): Promise<void> {
  const dns = builtin<Dns>('node:dns/promises')
  if (!dns || guard.trusts(url) || /^\[|^[\d.]+$/.test(url.hostname)) return
  const found = await orAbort(dns.lookup(url.hostname, { all: true }), ask.signal).catch((error) => {
    if (KlingDownloadRefusedError.is(error)) throw error
    return []
  })
  for (const { address } of found) guard.checkResolved(url, address)
}
