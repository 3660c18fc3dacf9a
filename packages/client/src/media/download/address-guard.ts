import type { NetworkOptions } from './download-options.js'
import { type AddressKind, addressKind } from './ip-address.js'
import { KlingDownloadRefusedError } from './kling-download-refused-error.js'

/** Says of every address, also those a redirect leads to, whether it may be fetched from. */
export interface AddressGuard {
  /** Whether its host was named by the caller, so that its address does not matter. */
  trusts(url: URL): boolean
  /** @throws KlingDownloadRefusedError for what the address itself tells: protocol, host. */
  checkUrl(url: URL): void
  /** @throws KlingDownloadRefusedError for what its name stands for. */
  checkResolved(url: URL, address: string): void
}

const waysOut = 'For the local mock set allowLoopback: true; for a host of your own network name it in allowHosts.'

export function createGuard({ allowLoopback = false, allowHosts = [] }: Pick<NetworkOptions, 'allowLoopback' | 'allowHosts'>): AddressGuard {
  const named = new Set(allowHosts.map((host) => host.toLowerCase()))

  function isNamed(url: URL): boolean {
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    return named.has(url.hostname) || named.has(`${url.hostname}:${port}`)
  }

  function checkKind(url: URL, kind: AddressKind, found: string): void {
    if (kind === 'public' || (kind === 'loopback' && allowLoopback)) return
    const whose = kind === 'loopback' ? 'this machine itself' : 'a private or reserved network'
    throw new KlingDownloadRefusedError(url, `${found} ${whose}, from which nothing is fetched. ${waysOut}`)
  }

  return {
    trusts: isNamed,
    checkUrl(url) {
      if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new KlingDownloadRefusedError(url, `files are fetched over https, not ${url.protocol}`)
      if (url.username || url.password) throw new KlingDownloadRefusedError(url, 'addresses with a user name or password are not fetched.')
      if (isNamed(url)) return
      const kind = hostKind(url.hostname)
      if (kind) checkKind(url, kind, 'the host is')
      if (url.protocol === 'http:' && !(kind === 'loopback')) throw new KlingDownloadRefusedError(url, `files are fetched over https, not http. ${waysOut}`)
    },
    checkResolved(url, address) {
      if (isNamed(url)) return
      const kind = addressKind(address) ?? 'private'
      // A name that only pretends to be of this machine, or the other way round.
      if (isLocalName(url.hostname) && kind !== 'loopback')
        throw new KlingDownloadRefusedError(url, 'the name is that of this machine, but it leads elsewhere.')
      if (kind === 'loopback' && !isLocalName(url.hostname) && addressKind(url.hostname) === undefined) {
        throw new KlingDownloadRefusedError(url, `the name leads to this machine itself, from which nothing is fetched under such a name. ${waysOut}`)
      }
      checkKind(url, kind, 'the name leads to')
    },
  }
}

/** What the host tells without asking a name server; nothing for ordinary names. */
function hostKind(hostname: string): AddressKind | undefined {
  const kind = addressKind(hostname)
  if (kind) return kind
  if (isLocalName(hostname)) return 'loopback'
  const name = hostname.replace(/\.$/, '')
  // Names without a dot, and those set apart for networks at home and at work.
  return !name.includes('.') || /\.(local|internal|intranet|lan|home\.arpa)$/.test(name) ? 'private' : undefined
}

function isLocalName(hostname: string): boolean {
  return /(^|\.)localhost\.?$/.test(hostname)
}
