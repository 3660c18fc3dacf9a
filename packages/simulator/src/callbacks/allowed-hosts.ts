/** A mock must not be a way into a network: callbacks go to this machine, and to hosts that were named. */
export function mayBeCalled(url: string, allowedHosts: readonly string[]): boolean {
  let host: string
  let protocol: string
  try {
    ;({ hostname: host, protocol } = new URL(url))
  } catch {
    return false
  }
  if (protocol !== 'http:' && protocol !== 'https:') return false
  return isLoopback(host) || allowedHosts.includes(host)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
