/** An operation, where it is found. */
export interface Route {
  /** For example `createText2Video`. */
  operationId: string
  /** `GET` or `POST`. */
  method: string
  /** Path of the document, without the base path. */
  path: string
}

/** What a request is for: an operation, with its path parameters; or why it is for none. */
export type Match =
  | { kind: 'operation'; route: Route; params: Record<string, string> }
  | { kind: 'wrong-method'; path: string }
  | { kind: 'unknown-model' }
  | { kind: 'unknown-path' }

type Methods = Map<string, Route>

/**
 * Finds the operation of a request in constant time, however many there are: paths without a parameter by their text, the others by the text before their last segment.
 */
export class Router {
  #fixed = new Map<string, Methods>()
  #byId = new Map<string, Methods>()
  #modelParents = new Set<string>()

  /** @param basePath what stands before the document's paths, see `basePathOf` */
  constructor(
    routes: Route[],
    private basePath: RegExp,
  ) {
    for (const route of routes) {
      const table = route.path.endsWith('/{id}') ? this.#byId : this.#fixed
      const key = route.path.replace(/\/\{id\}$/, '')
      if (key.includes('{')) throw new Error(`${route.path}: the router knows one parameter only, {id} as the last segment`)
      const methods: Methods = table.get(key) ?? new Map()
      table.set(key, methods.set(route.method, route))
      // On the new standard a path ends in a model, and every model's name begins so.
      const cut = key.lastIndexOf('/')
      if (key.startsWith('kling-', cut + 1)) this.#modelParents.add(key.slice(0, cut))
    }
  }

  /**
   * What a request is for.
   *
   * @param pathname path of the request without its query, base path included
   */
  match(method: string, pathname: string): Match {
    const base = this.basePath.exec(pathname)
    if (!base) return { kind: 'unknown-path' }
    // Official samples call multi-elements with and without a slash at the end.
    const below = pathname.slice(base[0].length)
    const path = below.length > 1 && below.endsWith('/') ? below.slice(0, -1) : below
    const cut = path.lastIndexOf('/')
    const [parent, last] = [path.slice(0, cut), path.slice(cut + 1)]
    const fixed = this.#fixed.get(path)
    const byId = last === '' ? undefined : this.#byId.get(parent)
    const route = fixed?.get(method)
    if (route) return { kind: 'operation', route, params: {} }
    const routeById = byId?.get(method)
    if (routeById) return { kind: 'operation', route: routeById, params: { id: decoded(last) } }
    if (fixed || byId) return { kind: 'wrong-method', path }
    return this.#modelParents.has(parent) ? { kind: 'unknown-model' } : { kind: 'unknown-path' }
  }
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
