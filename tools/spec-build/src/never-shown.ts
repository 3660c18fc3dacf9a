import { resolveRef } from './schema.ts'
import type { JsonObject } from './types.ts'

/** Fields of a schema, and branches of its unions, that none of the values shows. Such a field would stay untested, since the tests start from the examples. */
export function neverShown(document: JsonObject, schema: JsonObject, values: any[]): string[] {
  const missing: string[] = []
  const walk = (given: JsonObject, present: any[], path: string) => {
    const node = resolveRef(document, given)
    const objects = present.filter((value) => value !== null && typeof value === 'object' && !Array.isArray(value))
    for (const [key, property] of Object.entries<JsonObject>(node.properties ?? {})) {
      const at = path ? `${path}.${key}` : key
      const below = objects.filter((value) => key in value).map((value) => value[key])
      if (below.length === 0) missing.push(at)
      else walk(property, below, at)
    }
    const items = present.flatMap((value) => (Array.isArray(value) ? value : []))
    if (node.items && items.length > 0) walk(node.items, items, `${path}[]`)
    else if (node.items) missing.push(`${path}[]`)
    for (const part of node.allOf ?? []) if (part.$ref || part.type) walk(part, present, path)
    const property = node.discriminator?.propertyName
    for (const part of property ? (node.oneOf ?? []) : []) {
      const wanted = resolveRef(document, part).properties[property].const
      const chosen = present.filter((value) => value?.[property] === wanted)
      const at = `${path}{${wanted}}`
      if (chosen.length === 0) missing.push(at)
      else walk(part, chosen, at)
    }
  }
  walk(schema, values, '')
  return missing
}
