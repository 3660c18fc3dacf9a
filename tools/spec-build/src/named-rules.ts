import { type Assertion, keeps } from '@klingkit-tools/rules'
import { compilerFor, withoutBigint } from './ajv.ts'
import { resolveRef, visitSchemas } from './schema.ts'
import type { JsonObject } from './types.ts'

/** Names of the rules a schema holds anywhere: those JSON Schema says (`x-kling-rule`), and the others (`x-kling-rules`). */
export function namedRules(document: JsonObject, schema: JsonObject): { schema: string[]; other: string[] } {
  const found = { schema: new Set<string>(), other: new Set<string>() }
  const seen = new Set<JsonObject>()
  const walk = (start: JsonObject) =>
    visitSchemas(start, (node) => {
      if (node['x-kling-rule']) found.schema.add(node['x-kling-rule'].name)
      for (const rule of node['x-kling-rules'] ?? []) found.other.add(rule.name)
      if (!node.$ref) return
      const target = resolveRef(document, node)
      if (seen.has(target)) return
      seen.add(target)
      walk(target)
    })
  walk(schema)
  return { schema: [...found.schema], other: [...found.other] }
}

/** The names of the x-kling-rules a value breaks. */
export function brokenRules(document: JsonObject, schema: JsonObject, value: any): string[] {
  const node = resolveRef(document, schema)
  const broken: string[] = []
  for (const rule of node['x-kling-rules'] ?? []) {
    const applies = !rule.when || fulfils(document, rule.when, value)
    if (applies && !keeps(rule as Assertion, value)) broken.push(rule.name)
  }
  for (const part of partsFor(document, node, value)) broken.push(...brokenRules(document, part, value))
  if (Array.isArray(value) && node.items) {
    for (const item of value) broken.push(...brokenRules(document, node.items, item))
  } else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries<JsonObject>(node.properties ?? {})) if (key in value) broken.push(...brokenRules(document, member, value[key]))
  }
  return broken
}

/** The combined schemas that speak of this value: all of allOf, the branch of its type, the branch its discriminator selects. */
function partsFor(document: JsonObject, node: JsonObject, value: any): JsonObject[] {
  const parts: JsonObject[] = [...(node.allOf ?? [])]
  for (const part of node.anyOf ?? []) if (typesOf(resolveRef(document, part)).includes(typeof value)) parts.push(part)
  const property = node.discriminator?.propertyName
  for (const part of property ? (node.oneOf ?? []) : []) {
    if (resolveRef(document, part).properties[property].const === value?.[property]) parts.push(part)
  }
  return parts
}

/** What `typeof` says of the values a schema takes. */
function typesOf(schema: JsonObject): string[] {
  return [schema.type ?? []].flat().map((type: string) => (type === 'integer' ? 'number' : type === 'array' ? 'object' : type))
}

const conditions = new WeakMap<JsonObject, (value: any) => boolean>()

function fulfils(document: JsonObject, condition: JsonObject, value: any): boolean {
  let test = conditions.get(condition)
  if (!test) {
    const validate = compilerFor(document)(condition)
    test = (subject) => validate(subject) as boolean
    conditions.set(condition, test)
  }
  return test(withoutBigint(value))
}
