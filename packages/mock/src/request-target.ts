export interface RequestTarget {
  path: string
  query: URLSearchParams
}

/** Takes the target of a request line apart. It never throws: what is no address is simply a path that nobody knows. */
export function parseTarget(target: string): RequestTarget {
  // Programs that talk through a proxy send the whole address.
  const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  const cut = local.indexOf('?')
  const path = cut < 0 ? local : local.slice(0, cut)
  return { path: path.startsWith('/') ? path : `/${path}`, query: new URLSearchParams(cut < 0 ? '' : local.slice(cut + 1)) }
}

export type Query = Record<string, string | string[]>

/** Query parameters as an object; one that is given several times becomes a list, one without a value counts as absent. */
export function queryObject(query: URLSearchParams): Query {
  const names = new Set([...query].filter(([, value]) => value !== '').map(([name]) => name))
  return Object.fromEntries([...names].map((name) => [name, values(query, name)]))
}

function values(query: URLSearchParams, name: string): string | string[] {
  const [first, ...more] = query.getAll(name)
  return more.length === 0 ? first! : [first!, ...more]
}
