import { type Assertion, keeps } from '@klingkit-tools/rules'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { BuiltDocument } from './document.ts'
import { requestSchema, resolveRef, visitSchemas } from './schema.ts'
import { type JsonObject, operationsOf, webhooksOf } from './types.ts'

const statuses = ['current', 'deprecated', 'retired', 'experimental']
const kinds = ['async task', 'query one', 'query list', 'synchronous', 'list', 'acknowledgement', 'query many by id', 'cursor list', 'query']

/** What the examples and the schemas say of each other; one line per finding. */
export function checkDocument({ document, invalid }: BuiltDocument, only?: (operationId: string) => boolean): string[] {
  const findings: string[] = [...strangeKeywords(document)]
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema(plain(document) as JsonObject, 'doc')
  const validator = (schema: JsonObject) => ajv.compile(rebased(plain(schema)))
  for (const { operation } of [...operationsOf(document), ...webhooksOf(document)]) {
    const id = operation.operationId
    if (only && !only(id)) continue
    const webhook = !operation['x-kling-call']
    if (!webhook && !statuses.includes(operation['x-kling-status'])) findings.push(`${id}: x-kling-status is one of ${statuses.join(', ')}`)
    if (!webhook && !kinds.includes(operation['x-kling-kind'])) findings.push(`${id}: x-kling-kind is one of ${kinds.join(', ')}`)
    const schema = requestSchema(operation)
    if (schema) {
      const validate = validator(schema)
      const examples = operation.requestBody.content['application/json'].examples ?? {}
      if (!webhook && !examples.minimal) findings.push(`${id}: no request example 'minimal'`)
      if (Object.keys(examples).length < 2) findings.push(`${id}: fewer than two request examples`)
      for (const [name, example] of Object.entries<JsonObject>(examples)) {
        if (!validate(plain(example.value))) findings.push(`${id}: request example ${name} is refused: ${text(validate.errors)}`)
        for (const rule of brokenRules(document, schema, example.value)) findings.push(`${id}: request example ${name} breaks rule ${rule}`)
      }
      if (!webhook) {
        for (const path of neverShown(
          document,
          schema,
          Object.values<JsonObject>(examples).map((example) => example.value),
        ))
          findings.push(`${id}: no request example shows ${path}`)
        findings.push(...checkInvalid(document, id, schema, validate, invalid[id] ?? {}))
      }
    }
    for (const [status, given] of Object.entries<JsonObject>(operation.responses ?? {})) {
      const media = resolveRef(document, given).content?.['application/json']
      if (!media) continue
      const validate = validator(media.schema)
      if (!media.examples || Object.keys(media.examples).length === 0) findings.push(`${id}: no example for status ${status}`)
      for (const [name, example] of Object.entries<JsonObject>(media.examples ?? {})) {
        if (!validate(plain(example.value))) findings.push(`${id}: response example ${status} ${name} breaks its schema: ${text(validate.errors)}`)
        if (!example['x-kling-origin']) findings.push(`${id}: response example ${status} ${name} has no x-kling-origin`)
      }
    }
  }
  return findings
}

const schemaKeywords = new Set(
  'type enum const properties required items minItems maxItems minLength maxLength pattern minimum maximum allOf anyOf oneOf not if then else contains default title description deprecated discriminator'.split(
    ' ',
  ),
)

function strangeKeywords(document: JsonObject): string[] {
  const findings: string[] = []
  const look = (schema: JsonObject, where: string) =>
    visitSchemas(schema, (node, path) => {
      for (const key of Object.keys(node)) {
        if (key === '$ref') {
          if (Object.keys(node).length > 1)
            findings.push(
              `${where}${path}: $ref stands alone; move '${Object.keys(node)
                .filter((name) => name !== '$ref')
                .join(', ')}' into the schema it refers to, or wrap it in allOf`,
            )
        } else if (!key.startsWith('x-kling-') && !schemaKeywords.has(key)) {
          findings.push(
            `${where}${path}: '${key}' is no keyword of the allow-list${node[key] === null ? ' (a comma in an unquoted text of { } makes a key of the rest: quote the text)' : '; see spec/README.md for what may be used'}`,
          )
        }
      }
    })
  for (const [name, schema] of Object.entries<JsonObject>(document.components.schemas)) look(schema, name)
  return findings
}

function checkInvalid(document: JsonObject, id: string, schema: JsonObject, validate: any, bodies: JsonObject): string[] {
  const findings: string[] = []
  const tested = new Set<string>()
  for (const [name, body] of Object.entries<JsonObject>(bodies)) {
    tested.add(body.rule)
    const broken = brokenRules(document, schema, body.value)
    const accepted = validate(plain(body.value))
    if (accepted && broken.length === 0) findings.push(`${id}: invalid body ${name} is accepted`)
    const named = namedRules(document, schema)
    if (named.other.includes(body.rule) && !broken.includes(body.rule)) findings.push(`${id}: invalid body ${name} does not break ${body.rule}`)
    if (named.schema.includes(body.rule) && accepted) findings.push(`${id}: invalid body ${name} does not break ${body.rule}`)
    if (!body.derived && !named.other.includes(body.rule) && !named.schema.includes(body.rule) && !keywords.includes(body.rule))
      findings.push(`${id}: invalid body ${name} names no rule or keyword: ${body.rule}`)
  }
  const named = namedRules(document, schema)
  for (const rule of [...named.schema, ...named.other]) if (!tested.has(rule)) findings.push(`${id}: no invalid body breaks ${rule}`)
  if (Object.keys(bodies).length < 3) findings.push(`${id}: fewer than three invalid bodies`)
  return findings
}

const keywords = ['required', 'type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems']

/** Names of the rules a schema holds anywhere: those JSON Schema says, and the others. */
export function namedRules(document: JsonObject, schema: JsonObject): { schema: string[]; other: string[] } {
  const found = { schema: new Set<string>(), other: new Set<string>() }
  const seen = new Set<JsonObject>()
  const walk = (start: JsonObject) =>
    visitSchemas(start, (node) => {
      if (node['x-kling-rule']) found.schema.add(node['x-kling-rule'].name)
      for (const rule of node['x-kling-rules'] ?? []) found.other.add(rule.name)
      if (node.$ref) {
        const target = resolveRef(document, node)
        if (!seen.has(target)) {
          seen.add(target)
          walk(target)
        }
      }
    })
  walk(schema)
  return { schema: [...found.schema], other: [...found.other] }
}

/** The x-kling-rules a value breaks. */
export function brokenRules(document: JsonObject, schema: JsonObject, value: any): string[] {
  const node = resolveRef(document, schema)
  const broken: string[] = []
  for (const rule of node['x-kling-rules'] ?? []) {
    const applies = !rule.when || matches(document, rule.when, value)
    if (applies && !keeps(rule as Assertion, value)) broken.push(rule.name)
  }
  for (const part of node.allOf ?? []) broken.push(...brokenRules(document, part, value))
  for (const part of node.anyOf ?? [])
    if (part.type && typeof value === part.type.replace('integer', 'number')) broken.push(...brokenRules(document, part, value))
  if (node.oneOf && node.discriminator) {
    const property = node.discriminator.propertyName
    for (const part of node.oneOf)
      if (resolveRef(document, part).properties[property].const === value?.[property]) broken.push(...brokenRules(document, part, value))
  }
  if (Array.isArray(value) && node.items) for (const item of value) broken.push(...brokenRules(document, node.items, item))
  else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(node.properties ?? {})) if (key in value) broken.push(...brokenRules(document, member as JsonObject, value[key]))
  }
  return broken
}

const conditions = new WeakMap<JsonObject, (value: any) => boolean>()

function matches(document: JsonObject, condition: JsonObject, value: any): boolean {
  let test = conditions.get(condition)
  if (!test) {
    const validate = new Ajv2020({ strict: false }).addSchema(plain(document) as JsonObject, 'doc').compile(rebased(plain(condition)))
    test = (subject) => validate(subject) as boolean
    conditions.set(condition, test)
  }
  return test(plain(value))
}

function neverShown(document: JsonObject, schema: JsonObject, values: any[]): string[] {
  const missing: string[] = []
  const seen = new Set<JsonObject>()
  const walk = (given: JsonObject, present: any[], path: string) => {
    const node = resolveRef(document, given)
    if (seen.has(node) && present.length > 0) return
    const objects = present.filter((value) => value !== null && typeof value === 'object' && !Array.isArray(value))
    for (const [key, property] of Object.entries<JsonObject>(node.properties ?? {})) {
      const at = path ? `${path}.${key}` : key
      const below = objects.filter((value) => key in value).map((value) => value[key])
      if (below.length === 0) missing.push(at)
      else walk(property, below, at)
    }
    if (node.items)
      walk(
        node.items,
        present.flatMap((value) => (Array.isArray(value) ? value : [])),
        `${path}[]`,
      )
    for (const part of [...(node.allOf ?? []), ...(node.discriminator ? [] : [])]) if (part.$ref || part.type) walk(part, present, path)
    if (node.oneOf && node.discriminator) {
      const property = node.discriminator.propertyName
      for (const part of node.oneOf) {
        const wanted = resolveRef(document, part).properties[property].const
        const chosen = present.filter((value) => value?.[property] === wanted)
        if (chosen.length === 0) missing.push(`${path}{${wanted}}`)
        else walk(part, chosen, `${path}{${wanted}}`)
      }
    }
  }
  walk(schema, values, '')
  return missing
}

/** Bigint becomes number: Ajv judges the shape, digits do not matter to it. */
export function plain(value: any): any {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(plain)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
  return value
}

function rebased(schema: any): any {
  if (Array.isArray(schema)) return schema.map(rebased)
  if (schema !== null && typeof schema === 'object') {
    return Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, key === '$ref' ? `doc${member}` : rebased(member)]))
  }
  return schema
}

function text(errors: any[] | null | undefined): string {
  return (errors ?? [])
    .map(
      (error) => `${error.instancePath || '/'} ${error.message}${error.params?.allowedValues ? `: ${error.params.allowedValues.slice(0, 6).join(', ')}` : ''}`,
    )
    .slice(0, 5)
    .join('; ')
}
