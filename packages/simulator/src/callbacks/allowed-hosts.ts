/** A mock must not be a way into a network: callbacks go to this machine, and to hosts that were named (`host`, or `host:port`). */
export function mayBeCalled(url: string, allowedHosts: readonly string[]): boolean {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (!address || (address.protocol !== 'http:' && address.protocol !== 'https:')) return false
  return isLoopback(address.hostname) || allowedHosts.includes(address.hostname) || allowedHosts.includes(address.host)
}

/** The parser has brought addresses into their usual form: 127.1 and 2130706433 are 127.0.0.1 here. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
