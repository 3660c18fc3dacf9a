import { resolveRef } from './schema.ts'
import type { JsonObject } from './types.ts'

export interface RequestField {
  /** As rules write it: `settings.duration`, `element_list[].element_id`, `contents[type=voice].voice_id`. */
  path: string
  schema: JsonObject
}

/** Every field of a request, with the path that leads to it. A field that stands in several branches comes once per branch. */
export function requestFields(document: JsonObject, given: JsonObject, path = '', above: readonly JsonObject[] = []): RequestField[] {
  const schema = resolveRef(document, given)
  if (above.includes(schema)) return []
  const seen = [...above, schema]
  const found: RequestField[] = path ? [{ path, schema }] : []
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? [])])
    if (part.$ref || part.type === 'object') found.push(...requestFields(document, part, path, seen))
  for (const [name, property] of Object.entries<JsonObject>(schema.properties ?? {}))
    found.push(...requestFields(document, property, path ? `${path}.${name}` : name, seen))
  if (schema.items) found.push(...itemFields(document, schema.items, path, seen))
  return found
}

function itemFields(document: JsonObject, given: JsonObject, path: string, seen: readonly JsonObject[]): RequestField[] {
  const items = resolveRef(document, given)
  if (!items.oneOf || !items.discriminator) return requestFields(document, items, `${path}[]`, seen)
  const type = items.discriminator.propertyName
  return items.oneOf.flatMap((branch: JsonObject) => {
    const target = resolveRef(document, branch)
    return requestFields(document, target, `${path}[${type}=${target.properties[type].const}]`, seen)
  })
}
