import type { Node, Place, Resolve } from './rule.ts'
import { subschemas } from './subschemas.ts'

export interface Visit {
  schema: Node
  place: Place
  /** The schema around it and the path from there, unless it is the first one or was reached by a reference. */
  parent?: Node
  path: (string | number)[]
}

/** Visits a schema and all below it, through references, each once for every schema around it. */
export function followSchemas(start: unknown, place: Place, resolve: Resolve, visit: (visited: Visit) => void): void {
  const seen = new Map<unknown, Set<unknown>>()
  const go = (given: any, at: Place, parent: Node | undefined, path: (string | number)[]) => {
    if (given === null || typeof given !== 'object' || seen.get(parent)?.has(given)) return
    seen.set(parent, (seen.get(parent) ?? new Set()).add(given))
    if (typeof given.$ref === 'string') {
      const target = resolve(given, at.source.absoluteRef)
      // A reference that leads nowhere is found by no-unresolved-refs.
      if (target.location) go(target.node, target.location, parent, path)
      return
    }
    visit({ schema: given, place: at, ...(parent ? { parent } : {}), path })
    for (const below of subschemas(given)) go(below.schema, at.child(below.path), given, below.path)
  }
  go(start, place, undefined, [])
}
