import { type GatewayFacts, known, official, operationIn, relayed } from './documents.ts'

type Json = Record<string, any>

/** How the request of an operation differs at a gateway. */
export interface Difference {
  operation: string
  /** Fields that the gateway's document does not have. */
  without: string[]
  /** Fields that only the gateway has. */
  more: string[]
  /** Fields that it asks for and Kling does not, or the other way round. */
  required: string[]
  optional: string[]
  /** Bounds, values and defaults that differ. */
  changed: { field: string; keyword: string; here: unknown; official: unknown }[]
}

const keywords = ['default', 'maxLength', 'minLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'enum'] as const

/** What the requests of a gateway's document have otherwise than the official one, per operation. */
export function differencesOf({ document: own }: GatewayFacts): Difference[] {
  return relayed.flatMap(({ id }) => {
    const [here, there] = [bodyOf(own, id), bodyOf(official, id)]
    if (!here || !there) return []
    const difference = compared(id, here, there)
    const { operation: _, ...found } = difference
    return Object.values(found).some((list) => list.length > 0) ? [difference] : []
  })
}

export const differences = known.map((facts) => ({ ...facts, differences: differencesOf(facts) }))

/** A request with the fields below its objects by their paths. */
interface Fields {
  properties: Map<string, Json>
  required: Set<string>
}

function compared(operation: string, here: Fields, there: Fields): Difference {
  const names = (fields: Fields) => [...fields.properties.keys()]
  const shared = names(here).filter((name) => there.properties.has(name))
  // What stands below a field that is missing is missing with it.
  const outermost = (list: string[]) => list.filter((name) => !list.some((other) => name.startsWith(`${other}.`)))
  return {
    operation,
    without: outermost(names(there).filter((name) => !here.properties.has(name))),
    more: outermost(names(here).filter((name) => !there.properties.has(name))),
    required: shared.filter((name) => here.required.has(name) && !there.required.has(name)),
    optional: shared.filter((name) => !here.required.has(name) && there.required.has(name)),
    changed: shared.flatMap((field) =>
      keywords.flatMap((keyword) => {
        const [own, official] = [here, there].map((fields) => keywordOf(fields.properties.get(field)!, keyword))
        return JSON.stringify(own) === JSON.stringify(official) ? [] : [{ field, keyword, here: own, official }]
      }),
    ),
  }
}

function keywordOf(schema: Json, keyword: string): unknown {
  const value = schema[keyword] ?? (schema['anyOf'] ?? []).map((branch: Json) => branch[keyword]).find((found: unknown) => found !== undefined)
  return keyword === 'enum' && Array.isArray(value) ? value.toSorted() : value
}

function bodyOf(from: Json, id: string): Fields | undefined {
  const schema = operationIn(from, id)?.['requestBody']?.content['application/json'].schema
  const fields: Fields = { properties: new Map(), required: new Set() }
  if (!schema) return undefined
  collect(schema, '')
  return fields

  function collect(given: Json, place: string): void {
    const at = resolved(from, given)
    for (const name of at['required'] ?? []) fields.required.add(place + name)
    for (const [name, property] of Object.entries<Json>(at['properties'] ?? {})) {
      const own = resolved(from, property)
      fields.properties.set(place + name, own)
      collect(own['items'] ? resolved(from, own['items']) : own, `${place}${name}${own['items'] ? '[]' : ''}.`)
    }
  }
}

function resolved(from: Json, schema: Json): Json {
  return schema['$ref'] ? from['components'].schemas[schema['$ref'].split('/').at(-1)] : schema
}
