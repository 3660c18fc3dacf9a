import type { IncomingMessage } from 'node:http'

/**
 * Whether a request may touch the control API: it must name this machine, so that a foreign name that leads here (DNS rebinding) does not help a web page, and it must not come from a page of another origin.
 *
 * @returns why not, or undefined
 */
export function refusedBecause({ headers, socket }: IncomingMessage, listeningHosts: readonly string[]): string | undefined {
  const host = hostOf(headers.host)
  if (host === undefined) return 'the Host header is missing'
  if (!isLoopback(host) && ![...listeningHosts, socket.localAddress ?? ''].some((name) => host === plain(name))) {
    return `Host '${headers.host}' is neither the address the mock listens on nor this machine; call the control API by that address, or allow the name with --allow-host ${host}`
  }
  const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers
  if (origin !== undefined && !isSame(origin, headers.host!)) return `the control API is not for pages of other origins, such as '${origin}'`
  // A page may link here, but not embed, fetch or post.
  if ((site === 'cross-site' || site === 'same-site') && mode !== 'navigate') return 'the control API is not for pages of other origins'
  return undefined
}

function isSame(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}` || origin.toLowerCase() === `https://${host.toLowerCase()}`
}

/** Name of the Host header without its port. */
function hostOf(header: string | undefined): string | undefined {
  const match = /^(\[[0-9a-f:.%]+\]|[^:[\]/@\s]+)(?::\d+)?$/i.exec(header ?? '')
  return match ? plain(match[1]!) : undefined
}

function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:/, '')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
