/**
 * A mock must not be a way into a network: callbacks go to this machine, and to hosts that were named (`host`, or `host:port`).
 *
 * @returns why an address is not called, with the way out; undefined where it is
 */
export function whyNotCalled(url: string, allowedHosts: readonly string[]): string | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (!address || (address.protocol !== 'http:' && address.protocol !== 'https:'))
    return 'it is no http:// or https:// address; for this machine write http://127.0.0.1:PORT/PATH'
  const { hostname, host } = address
  if (isLoopback(hostname) || allowedHosts.includes(hostname) || allowedHosts.includes(host)) return undefined
  return `it is not on this machine, and callbacks go to other hosts only where they are named: kling-mock --allow-callback-host ${hostname}, or allowCallbackHosts: ['${hostname}']`
}

/** The parser has brought addresses into their usual form: 127.1 and 2130706433 are 127.0.0.1 here. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
