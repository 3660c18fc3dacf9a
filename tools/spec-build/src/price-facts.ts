import { requestFields } from './request-fields.ts'
import { requestSchema } from './schema.ts'
import { type JsonObject, operationsOf } from './types.ts'

/**
 * The derived facts that price rows speak of, with the defaults of list items put into their paths: where an item without `refer_type` counts as `base`, `video_list[refer_type=base]` becomes
 * `video_list[refer_type=base|]`, which finds it too.
 */
export function priceFacts(document: JsonObject, facts: JsonObject): JsonObject {
  const defaults = itemDefaults(document)
  const completed = (path: string) =>
    path.replace(/([^.[\]]+)\[([^=\]]+)=([^\]]+)\]/g, (step, list: string, key: string, wanted: string) => {
      const value = defaults.get(`${list}[].${key}`)
      return value !== undefined && wanted.split('|').includes(value) ? `${list}[${key}=${wanted}|]` : step
    })
  return Object.fromEntries(Object.entries<JsonObject>(facts).map(([name, fact]) => [name, { ...fact, any: fact.any.map(completed) }]))
}

/** `list[].member` -> its default, over all requests; one that is said differently of two requests would make the same path mean two things. */
function itemDefaults(document: JsonObject): Map<string, string> {
  const defaults = new Map<string, string>()
  for (const { operation } of operationsOf(document)) {
    const schema = requestSchema(operation)
    for (const { path, schema: field } of schema ? requestFields(document, schema) : []) {
      if (!/^[^[\]]+\[\]\.[^.[\]]+$/.test(path) || typeof field.default !== 'string') continue
      if ((defaults.get(path) ?? field.default) !== field.default) throw new Error(`${path} has two different defaults`)
      defaults.set(path, field.default)
    }
  }
  return defaults
}
