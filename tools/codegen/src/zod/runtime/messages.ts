import type * as z from 'zod'

/** A text for a broken keyword; for `enum` also one per value, `*` for all others. */
export type Texts = Record<string, string | Record<string, string>>

/** What is wrong with a value: the rule it breaks, and what the sentence about it may name. */
export interface Broken {
  rule: string
  texts?: Texts | undefined
  /** A sentence of the rule's own. */
  message?: string | undefined
  expected?: string | undefined
  allowed?: string | undefined
  min?: number | undefined
  max?: number | undefined
  /** Defaults of the members that the message names. */
  defaults?: Record<string, unknown> | undefined
}

type Issue = z.core.$ZodRawIssue | z.core.$ZodIssue

const sentences: Record<string, string> = {
  required: '{path} is required',
  type: '{path} value type is invalid, expected {expected}',
  enum: "{path} value '{value}' is invalid, allowed values: {allowed}",
  minimum: "{path} value '{value}' is invalid, must be at least {min}",
  maximum: "{path} value '{value}' is invalid, must be at most {max}",
}
const otherSentence = "{path} value '{value}' is invalid"
const sizeSentence = '{path}: size must be between {min} and {max}'

function sentence({ rule, max }: Broken): string {
  if (rule === 'minLength' && max === undefined) return '{path} cannot be empty'
  if (rule === 'minItems' && max === undefined) return '{path}: size must be at least {min}'
  return sentences[rule] ?? (/^m(in|ax)(Length|Items)$/.test(rule) ? sizeSentence : otherSentence)
}

/** The sentence about a broken rule: the document's own one, or one in the words of the service. */
export function sentenceFor(broken: Broken, issue: { input?: unknown; path?: readonly PropertyKey[] | undefined }): string {
  const { input, path = [] } = issue
  const template = ownText(broken.texts?.[broken.rule], input) ?? broken.message ?? sentence(broken)
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (name === 'path') return pathText(path) || 'body'
    if (name === 'value') return brief(input)
    const known = broken[name as keyof Broken] ?? memberOf(input, name) ?? memberOf(broken.defaults, name)
    return known === undefined ? placeholder : brief(known)
  })
}

function ownText(own: string | Record<string, string> | undefined, input: unknown): string | undefined {
  if (own === undefined || typeof own === 'string') return own
  // Only plain values are looked up: an object may refuse to become a string.
  return (typeof input === 'string' || typeof input === 'number' ? memberOf(own, String(input)) : undefined) ?? own['*']
}

function memberOf<Value>(value: Record<string, Value> | undefined, name: string): Value | undefined
function memberOf(value: unknown, name: string): unknown
function memberOf(value: any, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined
}

/** `contents[0].text` from its parts. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, part) => (typeof part === 'number' ? `${before}[${part}]` : `${before && `${before}.`}${String(part)}`), '')
}

function brief(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  const whole = String(value)
  return whole.length > 64 ? `${whole.slice(0, 61)}...` : whole
}

/** What an issue is about: `type` or `required`, another keyword, or the name of a rule. Needs the input in the issue, so parse with `reportInput: true`. */
export function brokenRule(issue: z.core.$ZodIssue): string {
  return brokenBy(issue).broken.rule
}

/** The broken rule of an issue; for a union that of the branch that comes closest, with the way that leads below the union. */
export function brokenBy(issue: Issue, texts?: Texts): { broken: Broken; input: unknown; below: readonly PropertyKey[] } {
  const { input } = issue as { input?: unknown }
  const here = (broken: Broken) => ({ broken: { ...broken, texts: texts ?? broken.texts }, input, below: [] })
  if (issue.code === 'custom') return here((issue.params ?? { rule: 'custom' }) as unknown as Broken)
  if (issue.code === 'invalid_type') return here({ rule: input === undefined ? 'required' : 'type', expected: String(issue.expected) })
  if (issue.code === 'invalid_value') return here(brokenList(issue.values as unknown[], input))
  if (issue.code !== 'invalid_union') return here({ rule: String(issue.code) })
  if (issue.discriminator) {
    const chosen = memberOf(input, String(issue.discriminator))
    return { ...here(chosen === undefined ? { rule: 'required' } : { rule: 'enum', message: otherSentence }), input: chosen }
  }
  const branches = issue.errors as z.core.$ZodIssue[][]
  const nearest = branches.find((issues) => issues.length > 0 && !issues.some(isOfWrongType)) ?? branches[0]
  const first = nearest?.[0]
  if (!first) return here({ rule: 'type', expected: 'another value' })
  // Issues inside a union have lost their input.
  const found = brokenBy({ ...first, input: valueAt(input, first.path) } as Issue, first.path.length === 0 ? texts : undefined)
  return { ...found, below: [...first.path, ...found.below] }
}

function brokenList(values: unknown[], input: unknown): Broken {
  if (input === undefined) return { rule: 'required' }
  const types = [...new Set(values.map((value) => typeof value))]
  return types.includes(typeof input) ? { rule: 'enum', allowed: values.join(', ') } : { rule: 'type', expected: types.join(' or ') }
}

function isOfWrongType(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type'
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<any>((below, part) => below?.[part], value)
}
