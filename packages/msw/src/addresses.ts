import { type Gateway, servers as officialServers, operations } from '@klingkit/openapi/runtime'
import { basePathOf, Router } from '@klingkit/simulator'

export interface Found {
  operationId: string
  params: Record<string, string>
  /** Path and query as Kling, or the gateway, would see them. */
  url: string
}

/** Tells which operation a request is for, however its address is spelled. */
export class Addresses {
  /** Origins that count; all when there is none. */
  #origins: Set<string> | undefined
  #basePath: RegExp
  /** What stands before the paths at Kling or the gateway, where the app uses another base path. */
  #simulatedBase: string | undefined
  #router: Router
  // Every handler asks about the same request.
  #known = new WeakMap<Request, Found | undefined>()

  constructor(baseUrl: string | undefined, gateway: Gateway | undefined) {
    const servers = (gateway?.servers ?? officialServers).map(({ url }) => url)
    const base = baseUrl === undefined ? undefined : readBase(baseUrl)
    this.#origins = base ? base.origins : new Set(servers.map(originOf))
    this.#basePath = basePathOf(base?.path ?? servers[0]!)
    if (base?.path !== undefined) this.#simulatedBase = plainPathOf(servers[0]!)
    const routes = (gateway?.operations ?? operations).map(({ id, method, path }) => ({ operationId: id, method, path }))
    this.#router = new Router(routes, this.#basePath)
  }

  find(request: Request): Found | undefined {
    if (!this.#known.has(request)) this.#known.set(request, this.#look(request))
    return this.#known.get(request)
  }

  #look(request: Request): Found | undefined {
    const { origin, pathname, search } = new URL(request.url)
    if (this.#origins && !this.#origins.has(origin)) return undefined
    const match = this.#router.match(request.method, pathname)
    if (match.kind !== 'operation') return undefined
    const base = this.#basePath.exec(pathname)![0]
    const url = `${this.#simulatedBase ?? base}${pathname.slice(base.length)}${search}`
    return { operationId: match.route.operationId, params: match.params, url }
  }
}

/** `path` is missing when the documented one stays. */
function readBase(baseUrl: string): { origins?: Set<string>; path?: string } {
  if (baseUrl === '*') return {}
  if (baseUrl.startsWith('*/')) return { path: baseUrl.slice(1) }
  const url = parse(baseUrl)
  if (!url)
    throw new TypeError(
      `klingHandlers: baseUrl '${baseUrl}' is no address; write https://host/path, * for any host, */path for any host with a path${baseUrl.startsWith('/') ? ' (a path alone needs a page whose origin it can stand on)' : ''}`,
    )
  return { origins: new Set([url.origin]), path: url.pathname }
}

function parse(baseUrl: string): URL | undefined {
  const page = baseUrl.startsWith('/') ? globalThis.location?.href : undefined
  return URL.canParse(baseUrl, page) ? new URL(baseUrl, page) : undefined
}

function originOf(server: string): string {
  return new URL(server.replace(/\{\w+\}/g, 'any')).origin
}

function plainPathOf(server: string): string {
  return new URL(server.replace(/\{\w+\}/g, 'any')).pathname.replace(/\/$/, '')
}
