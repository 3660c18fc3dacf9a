import { valuesAt } from '@klingkit-tools/rules'
import type { BuiltDocument } from './document.ts'
import { priceFacts } from './price-facts.ts'
import { requestFields } from './request-fields.ts'
import { requestSchema, resolveRef } from './schema.ts'
import { type JsonObject, operationsOf } from './types.ts'

/**
 * What behaviour is derived from, small enough for a browser. Per operation: the defaults of its request, the fields that refer to something made earlier, where the length and the spoken text
 * stand, the retired models. And the price rows, the typical durations, the ids that occur in documented examples.
 */
export function runtimeTables(built: BuiltDocument, data: JsonObject): JsonObject {
  const { document } = built
  const references: JsonObject = {}
  const lengths: JsonObject = {}
  const spoken: JsonObject = {}
  const catalogues: JsonObject = {}
  for (const { operation } of operationsOf(document)) {
    const schema = requestSchema(operation)
    if (!schema) continue
    const id = operation.operationId
    const fields = requestFields(document, schema)
    const referring = fields.filter(({ schema: field }) => field['x-kling-reference']?.kind)
    for (const { schema: field } of referring) Object.assign(catalogues, catalogueOf(field['x-kling-reference'], data))
    const found = distinct(referring.map(referenceOf))
    if (found.length > 0) references[id] = found
    const length = fields.find(({ path, schema: field }) => field['x-kling-unit'] === 's' && !path.includes('['))
    if (length) lengths[id] = length.path
    const text = fields.find(({ schema: field }) => field['x-kling-spoken'])
    if (text) spoken[id] = text.path
  }
  return {
    defaults: requestDefaults(built),
    references,
    lengths,
    spoken,
    catalogues,
    prices: prices(data.pricing),
    facts: priceFacts(document, data.pricing?.facts ?? {}),
    unitValues: (data.pricing?.unit_values ?? []).map(({ package: pack, currency, value }: JsonObject) => ({ package: pack, currency, value })),
    durations: (data.durations?.rows ?? []).map(({ operations, base, per_second }: JsonObject) => withoutHoles({ operations, base, perSecond: per_second })),
    retiredModels: retiredModels(data.capabilities),
    knownIds: knownIds(document, references),
  }
}

/** operation -> documented defaults of its body (nested as in the body), or of its query parameters */
export function requestDefaults({ document }: BuiltDocument): JsonObject {
  const defaults: JsonObject = {}
  for (const { operation } of operationsOf(document)) {
    const schema = requestSchema(operation)
    const own = schema ? defaultsOf(document, schema) : parameterDefaults(document, operation.parameters)
    if (Object.keys(own).length > 0) defaults[operation.operationId] = own
  }
  return defaults
}

/** Whether tasks of an operation can call back: its request has a field for the address. */
export function takesCallback({ document }: BuiltDocument, operationId: string): boolean {
  const entry = operationsOf(document).find(({ operation }) => operation.operationId === operationId)
  const schema = entry && requestSchema(entry.operation)
  return schema !== undefined && requestFields(document, schema).some(({ path }) => path === 'callback_url' || path === 'options.callback_url')
}

function parameterDefaults(document: JsonObject, parameters: JsonObject[] = []): JsonObject {
  const known = parameters.map((parameter) => resolveRef(document, parameter))
  return Object.fromEntries(known.filter(({ schema }) => schema?.default !== undefined).map(({ name, schema }) => [name, schema.default]))
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

function referenceOf({ path, schema }: { path: string; schema: JsonObject }): JsonObject {
  const { kind, from, max_age_days, min_seconds, max_seconds, language } = schema['x-kling-reference']
  return withoutHoles({ path, kind, from, maxAgeDays: max_age_days, minSeconds: min_seconds, maxSeconds: max_seconds, language })
}

/** kind -> id -> languages: a list of a data file that a kind of reference is taken from. Ids that were seen refused are left out. */
function catalogueOf({ kind, catalogue }: JsonObject, data: JsonObject): JsonObject {
  if (!catalogue) return {}
  const [file, list] = catalogue.split('.')
  const entries: JsonObject[] | undefined = data[file]?.[list]
  if (!entries) throw new Error(`x-kling-reference: there is no list '${catalogue}'`)
  const languages = (entry: JsonObject) => ['en', 'zh'].filter((language) => entry[`name_${language}`] !== undefined)
  return { [kind]: Object.fromEntries(entries.filter(({ refused }) => !refused).map((entry) => [entry.id, languages(entry)])) }
}

function prices(pricing: JsonObject | undefined): JsonObject[] {
  return (pricing?.prices ?? []).map(({ operations, when, per, seconds, count, units, usd, package: pack, from, until }: JsonObject) =>
    withoutHoles({ operations, when, per, seconds, count, units, usd, package: pack, from, until }),
  )
}

/** operation -> model names that are refused there */
function retiredModels(capabilities: JsonObject | undefined): JsonObject {
  const states = new Map<string, { model: string; served: boolean; probed: boolean }[]>()
  for (const model of capabilities?.models ?? []) {
    if (!model.model_name) continue
    const probed = new Map<string, boolean>((model.served ?? []).map((probe: JsonObject) => [probe.operation, probe.served]))
    for (const operation of new Set<string>([...(model.operations ?? []), ...probed.keys()])) {
      const served = probed.get(operation) ?? model.status !== 'retired'
      states.set(operation, [...(states.get(operation) ?? []), { model: model.model_name, served, probed: probed.has(operation) }])
    }
  }
  const retired: JsonObject = {}
  for (const [operation, models] of states) {
    // Where no model is left, the operation has outlived the field: then only what was seen refused is refused.
    const outlived = models.every(({ served }) => !served)
    const refused = models.filter(({ served, probed }) => !served && (probed || !outlived)).map(({ model }) => model)
    if (refused.length > 0) retired[operation] = refused
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

function distinct(entries: JsonObject[]): JsonObject[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()]
}

function withoutHoles(entry: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))
}
