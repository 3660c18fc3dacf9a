import { jsonpath } from 'json-p3'
import type { JsonObject } from './types.ts'

export interface Action {
  target: string
  description?: string
  update?: unknown
  remove?: boolean
}

/** Applies OpenAPI Overlay 1.0 actions in place. An action whose target is gone is an error: the document has moved on and the gateway's file must follow. */
export function applyOverlay(document: JsonObject, actions: Action[], name: string): void {
  for (const action of actions) {
    const label = `${name}: the overlay action '${action.description ?? ''}' at ${action.target}`
    if (action.remove !== true && action.update === undefined) throw new Error(`${label} does nothing; give it an update, or remove: true`)
    const { nodes } = jsonpath.query(action.target, document as never)
    if (nodes.length === 0) throw new Error(`${label} finds nothing; the document has changed: correct the target, or drop the action`)
    // From the back, so that removing an entry of a list does not move those still to come.
    for (const node of nodes.reverse()) {
      if (action.remove) remove(document, node.location)
      else update(at(document, node.location), structuredClone(action.update), label)
    }
  }
}

function remove(document: JsonObject, location: (string | number)[]): void {
  const parent = at(document, location.slice(0, -1))
  const key = location.at(-1) as any
  if (Array.isArray(parent)) parent.splice(key, 1)
  else delete parent[key]
}

function update(value: any, change: unknown, label: string): void {
  if (Array.isArray(value)) value.push(...[change].flat())
  else if (isObject(value) && isObject(change)) merge(value, change)
  else throw new Error(`${label} updates a plain value; Overlay 1.0 updates objects and lists only: set the object that holds it`)
}

function at(document: JsonObject, location: (string | number)[]): any {
  return location.reduce<any>((value, part) => value[part], document)
}

function merge(target: JsonObject, change: JsonObject): void {
  for (const [key, value] of Object.entries(change)) {
    const current = target[key]
    if (Array.isArray(current) && Array.isArray(value)) current.push(...value)
    else if (isObject(current) && isObject(value)) merge(current, value)
    else target[key] = value
  }
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
