import { valuesAt } from '@klingkit-tools/rules'
import type { BuiltDocument } from './document.ts'
import { requestSchema, resolveRef } from './schema.ts'
import { type JsonObject, operationsOf } from './types.ts'

/**
 * What behaviour is derived from, small enough for a browser: per operation the defaults of its request, the fields that refer to something made earlier, and the default and retired models;
 * the price rows; the ids that occur in documented examples.
 */
export function runtimeTables({ document }: BuiltDocument, data: JsonObject): JsonObject {
  const defaults: JsonObject = {}
  const references: JsonObject = {}
  for (const { operation } of operationsOf(document)) {
    const schema = requestSchema(operation)
    if (!schema) continue
    const id = operation.operationId
    const own = defaultsOf(document, schema)
    if (Object.keys(own).length > 0) defaults[id] = own
    const fields = referencesOf(document, schema)
    if (fields.length > 0) references[id] = fields
  }
  return {
    defaults,
    references,
    prices: prices(data.pricing),
    facts: data.pricing?.facts ?? {},
    unitValues: data.pricing?.unit_values ?? [],
    retiredModels: retiredModels(data.capabilities),
    knownIds: knownIds(document, references),
  }
}

/** The defaults of an object and of the objects in it; lists have none. */
function defaultsOf(document: JsonObject, given: JsonObject): JsonObject {
  const schema = resolveRef(document, given)
  const found: JsonObject = {}
  for (const part of schema.allOf ?? []) if (part.$ref || part.type === 'object') Object.assign(found, defaultsOf(document, part))
  for (const [name, property] of Object.entries<JsonObject>(schema.properties ?? {})) {
    const target = resolveRef(document, property)
    const value = property.default ?? target.default
    if (value !== undefined) found[name] = value
    else if (target.properties || target.allOf) {
      const below = defaultsOf(document, target)
      if (Object.keys(below).length > 0) found[name] = below
    }
  }
  return found
}

function referencesOf(document: JsonObject, given: JsonObject, path = '', seen = new Set<JsonObject>()): JsonObject[] {
  const schema = resolveRef(document, given)
  if (seen.has(schema)) return []
  const below = new Set([...seen, schema])
  const found: JsonObject[] = []
  const reference = schema['x-kling-reference']
  if (reference?.kind && path)
    found.push({
      path,
      kind: reference.kind,
      ...(reference.from ? { from: reference.from } : {}),
      ...(reference.max_age_days ? { maxAgeDays: reference.max_age_days } : {}),
    })
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? [])])
    if (part.$ref || part.type === 'object') found.push(...referencesOf(document, part, path, below))
  for (const [name, property] of Object.entries<JsonObject>(schema.properties ?? {}))
    found.push(...referencesOf(document, property, path ? `${path}.${name}` : name, below))
  if (schema.items) {
    const items = resolveRef(document, schema.items)
    if (items.oneOf && items.discriminator) {
      const property = items.discriminator.propertyName
      for (const branch of items.oneOf) {
        const target = resolveRef(document, branch)
        found.push(...referencesOf(document, target, `${path}[${property}=${target.properties[property].const}]`, below))
      }
    } else found.push(...referencesOf(document, items, `${path}[]`, below))
  }
  return found
}

function prices(pricing: JsonObject | undefined): JsonObject[] {
  return (pricing?.prices ?? []).map(({ operations, when, per, seconds, count, units, usd, package: pack, from, until }: JsonObject) =>
    JSON.parse(JSON.stringify({ operations, when, per, seconds, count, units, usd, package: pack, from, until })),
  )
}

/** operation -> model names that are refused there */
function retiredModels(capabilities: JsonObject | undefined): JsonObject {
  const retired: Record<string, string[]> = {}
  for (const model of capabilities?.models ?? []) {
    if (!model.model_name) continue
    const probed = new Map<string, boolean>((model.served ?? []).map((probe: JsonObject) => [probe.operation, probe.served]))
    const operations = new Set<string>([...(model.operations ?? []), ...probed.keys()])
    for (const operation of operations) {
      const served = probed.get(operation) ?? model.status !== 'retired'
      if (!served) retired[operation] = [...(retired[operation] ?? []), model.model_name]
    }
  }
  return retired
}

/** kind -> ids that documented requests refer to; a mock that is handed a documented sample should know them */
function knownIds(document: JsonObject, references: JsonObject): Record<string, string[]> {
  const known: Record<string, Set<string>> = {}
  for (const { operation } of operationsOf(document)) {
    const fields: JsonObject[] = references[operation.operationId] ?? []
    const examples: JsonObject = operation.requestBody?.content?.['application/json']?.examples ?? {}
    for (const { value } of Object.values<JsonObject>(examples)) {
      for (const { path, kind } of fields)
        for (const id of valuesAt(value, path)) if (id !== '' && typeof id !== 'object') known[kind] = (known[kind] ?? new Set()).add(String(id))
    }
  }
  return Object.fromEntries(Object.entries(known).map(([kind, ids]) => [kind, [...ids].sort()]))
}
