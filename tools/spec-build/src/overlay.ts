import { jsonpath } from 'json-p3'
import type { JsonObject } from './types.ts'

interface Action {
  target: string
  description?: string
  update?: unknown
  remove?: boolean
}

/** Applies OpenAPI Overlay 1.0 actions in place. An action whose target is gone is an error: the document has moved on and the gateway's file must follow. */
export function applyOverlay(document: JsonObject, actions: Action[], name: string): void {
  for (const action of actions) {
    const nodes = jsonpath.query(action.target, document as never).nodes
    if (nodes.length === 0)
      throw new Error(`${name}: the overlay action '${action.description ?? ''}' finds nothing at ${action.target}; the document has changed, mend the action`)
    // From the back, so that removing an entry of a list does not move those still to come.
    for (const node of nodes.reverse()) {
      const { parent, key } = placeOf(document, node.location)
      if (action.remove) {
        if (Array.isArray(parent)) parent.splice(Number(key), 1)
        else delete parent[key]
      } else if (action.update !== undefined) {
        const value = parent === undefined ? document : parent[key]
        if (Array.isArray(value)) value.push(...[structuredClone(action.update)].flat())
        else if (value !== null && typeof value === 'object') merge(value, structuredClone(action.update) as JsonObject)
        else throw new Error(`${name}: the overlay action at ${action.target} updates a plain value; Overlay 1.0 updates objects and lists only`)
      }
    }
  }
}

function placeOf(document: JsonObject, location: (string | number)[]): { parent: any; key: any } {
  if (location.length === 0) return { parent: undefined, key: undefined }
  let parent: any = document
  for (const part of location.slice(0, -1)) parent = parent[part]
  return { parent, key: location.at(-1) }
}

function merge(target: JsonObject, update: JsonObject): void {
  for (const [key, value] of Object.entries(update)) {
    const current = target[key]
    if (Array.isArray(current) && Array.isArray(value)) current.push(...value)
    else if (isObject(current) && isObject(value)) merge(current, value)
    else target[key] = value
  }
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
