import { type GatewayName, gatewayNames, gateways, servers } from '@klingkit/openapi/runtime'

interface Place {
  gateway: GatewayName
  pattern: RegExp
}

const documented: Place[] = [
  ...servers.map(({ url }) => placeOf('official', url)),
  ...gatewayNames.filter((name) => name !== 'official').flatMap((name) => gateways[name]!.servers.map(({ url }) => placeOf(name, url))),
]

/** Whose API an address belongs to, and its path there: by the servers of the documents, by a base URL that is given, or, on this machine, by the path alone. */
export class Hosts {
  #places: Place[]

  constructor(
    baseUrls: readonly string[],
    private gateway: GatewayName,
  ) {
    this.#places = [...baseUrls.map((url) => placeOf(gateway, url.replace(/\/+$/, ''))), ...documented]
  }

  find(url: URL): { gateway: GatewayName; path: string; certain: boolean } | undefined {
    const address = `${url.origin}${url.pathname}`
    for (const { gateway, pattern } of this.#places) {
      const path = pattern.exec(address)?.[1]
      if (path !== undefined) return { gateway, path, certain: true }
    }
    const isHere = /^(localhost|127\..*|\[::1\])$/.test(url.hostname)
    return isHere ? { gateway: this.gateway, path: url.pathname, certain: false } : undefined
  }
}

function placeOf(gateway: GatewayName, url: string): Place {
  const base = url.split(/(\{[^}]+\})/).map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')))
  return { gateway, pattern: new RegExp(`^${base.join('')}(/.*)$`) }
}
