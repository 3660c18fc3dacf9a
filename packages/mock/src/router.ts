export interface Route {
  operationId: string
  method: string
  /** Path of the document, without the base path. */
  path: string
}

export type Match =
  | { kind: 'operation'; route: Route; params: Record<string, string> }
  | { kind: 'wrong-method'; path: string }
  | { kind: 'unknown-model' }
  | { kind: 'unknown-path' }

const modelPrefixes = new Set(['text-to-video', 'image-to-video', 'omni-video', 'motion-control'])

/**
 * Finds the operation of a request in constant time, however many there are: paths without a parameter by their text, the others by the text before their last segment.
 */
export class Router {
  #fixed = new Map<string, Map<string, Route>>()
  #byId = new Map<string, Map<string, Route>>()
  #modelParents = new Set<string>()

  constructor(
    routes: Route[],
    private basePath: RegExp,
  ) {
    for (const route of routes) {
      const table = route.path.endsWith('/{id}') ? this.#byId : this.#fixed
      const key = route.path.replace(/\/\{id\}$/, '')
      if (key.includes('{')) throw new Error(`${route.path}: the router knows one parameter only, {id} as the last segment`)
      const methods = table.get(key) ?? new Map<string, Route>()
      table.set(key, methods.set(route.method, route))
      const segments = key.split('/')
      if (modelPrefixes.has(segments.at(-2) ?? '')) this.#modelParents.add(segments.slice(0, -1).join('/'))
    }
  }

  match(method: string, pathname: string): Match {
    const base = this.basePath.exec(pathname)
    if (!base) return { kind: 'unknown-path' }
    const path = pathname.slice(base[0].length).replace(/(.)\/$/, '$1')
    const fixed = this.#fixed.get(path)
    if (fixed) return pick(fixed, method, path, {})
    const cut = path.lastIndexOf('/')
    const parent = path.slice(0, cut)
    const byId = this.#byId.get(parent)
    if (byId && cut + 1 < path.length) return pick(byId, method, path, { id: decoded(path.slice(cut + 1)) })
    if (this.#modelParents.has(parent)) return { kind: 'unknown-model' }
    return { kind: 'unknown-path' }
  }
}

function pick(methods: Map<string, Route>, method: string, path: string, params: Record<string, string>): Match {
  const route = methods.get(method)
  return route ? { kind: 'operation', route, params } : { kind: 'wrong-method', path }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The path of a server address as an expression for the start of request paths; `{endpointPath}` stands for any one segment. */
export function basePathOf(serverUrl: string): RegExp {
  const path = serverUrl.replace(/^https?:\/\/[^/]+/, '').replace(/\/$/, '')
  const pattern = path
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+')
  return new RegExp(`^${pattern}(?=/)`)
}
