import { judgingKeywords } from './keywords.ts'
import type { Known } from './known.ts'
import { predicate } from './predicate.ts'

type Schema = any

export interface RuleContext {
  /** What the rules can rely on. */
  known: Known
  /** The default of a member, for messages that name it. */
  defaultOf(member: string): unknown
}

/** Writes what a schema demands as rules: one per part of allOf, one for all its other keywords, one per entry of x-kling-rules. */
export function ruleCodes(schema: Schema, context: RuleContext): string[] {
  const { allOf = [], ...rest } = schema
  const codes: string[] = allOf.flatMap((part: Schema) => partCodes(part, context))
  return [...codes, ...compiledCodes(rest, context), ...dataCodes(rest, context)]
}

function partCodes(part: Schema, context: RuleContext): string[] {
  const nested = part['x-kling-rules'] ? dataCodes(part, context) : []
  return [...compiledCodes(part, context), ...nested]
}

function compiledCodes(schema: Schema, context: RuleContext): string[] {
  const [keyword] = judgingKeywords(schema)
  if (!keyword) return []
  const { name = keyword, message = schema['x-kling-messages']?.[keyword], at } = schema['x-kling-rule'] ?? {}
  return [ruleCode({ name, message, at }, { test: predicate(schema, context.known) }, context)]
}

function dataCodes(schema: Schema, context: RuleContext): string[] {
  return (schema['x-kling-rules'] ?? []).map(({ name, message, at, when, ...assertion }: Schema) =>
    ruleCode({ name, message, at }, { ...(when ? { when: predicate(when, context.known) } : {}), test: assertionCode(assertion) }, context),
  )
}

const assertions = ['decimals', 'compare', 'distinct', 'separate', 'shots']

function assertionCode(assertion: Schema): string {
  const [kind, ...others] = Object.keys(assertion)
  if (!kind || others.length > 0 || !assertions.includes(kind)) throw new Error(`an entry of x-kling-rules has exactly one of ${assertions.join(', ')}`)
  return `(value) => keeps${kind[0]!.toUpperCase()}${kind.slice(1)}(${JSON.stringify(assertion[kind])}, value)`
}

function ruleCode(rule: { name: string; message?: string; at?: string }, code: Record<string, string>, context: RuleContext): string {
  const placeholders = [...(rule.message ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
  const defaults = Object.fromEntries(placeholders.map((name) => [name, context.defaultOf(name)]).filter(([, value]) => value !== undefined))
  const entries = {
    ...Object.fromEntries(
      Object.entries(rule)
        .filter(([, text]) => text !== undefined)
        .map(([key, text]) => [key, JSON.stringify(text)]),
    ),
    ...code,
    ...(Object.keys(defaults).length > 0 ? { defaults: JSON.stringify(defaults) } : {}),
  }
  return `{ ${Object.entries(entries)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`
}
