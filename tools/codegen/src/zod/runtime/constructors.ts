import * as z from 'zod'
import { brokenBy, sentenceFor, type Texts } from './messages.gen.js'
import { check, lengthOf, type Rule, ruleCheck } from './rule.gen.js'

/** The sentence about what zod itself finds wrong: type, closed set, union. */
function report(texts?: Texts, expected?: string) {
  return (issue: z.core.$ZodRawIssue): string => {
    const { broken, input, below } = brokenBy(issue, texts)
    return sentenceFor(expected ? { ...broken, expected } : broken, { input, path: [...(issue.path ?? []), ...below] })
  }
}

// ---------- single values ----------

export interface StringLimits {
  minLength?: number
  maxLength?: number
  pattern?: string
  texts?: Texts
}

/** A string; lengths count characters as JSON Schema does, not UTF-16 units. */
export function string({ minLength, maxLength, pattern, texts }: StringLimits = {}): z.ZodString {
  const checks: z.core.$ZodCheck<string>[] = []
  const size = { min: minLength ?? 0, max: maxLength, texts }
  if (minLength !== undefined) checks.push(check((value) => lengthOf(value) >= minLength, { rule: 'minLength', ...size }))
  // A text is at most as long as its UTF-16 units, and counting 60 MB of Base64 takes its time.
  if (maxLength !== undefined) checks.push(check((value) => value.length <= maxLength || lengthOf(value) <= maxLength, { rule: 'maxLength', ...size }))
  if (pattern !== undefined) {
    const expression = new RegExp(pattern, 'u')
    checks.push(check((value) => expression.test(value), { rule: 'pattern', texts }))
  }
  return z.string({ error: report(texts) }).check(...checks)
}

export interface NumberLimits {
  minimum?: number
  maximum?: number
  texts?: Texts
}

export function number(limits: NumberLimits = {}): z.ZodNumber {
  return z.number({ error: report(limits.texts) }).check(...range(limits))
}

/** Any whole number; zod's own integer stops at 2^53. */
export function integer(limits: NumberLimits = {}): z.ZodNumber {
  const { texts } = limits
  const whole = check(Number.isInteger, { rule: 'type', expected: 'integer', texts })
  return z.number({ error: report(texts, 'integer') }).check(whole, ...range(limits))
}

/** A whole number, or its digits as a query string has them. */
export function queryInteger(limits: NumberLimits = {}): z.ZodUnion<[z.ZodNumber, z.ZodString]> {
  const isDigits = z.refine<string>((value) => /^-?\d+$/.test(value), { params: { rule: 'type', expected: 'integer' }, abort: true })
  // JavaScript compares digits with numbers as numbers.
  const digits = z.string().check(isDigits as never, ...(range(limits) as never[]))
  return union([integer(limits), digits], limits.texts, 'integer')
}

function range({ minimum, maximum, texts }: NumberLimits): z.core.$ZodCheck<number>[] {
  const checks: z.core.$ZodCheck<number>[] = []
  const limits = { min: minimum, max: maximum, texts }
  if (minimum !== undefined) checks.push(check((value) => value >= minimum, { rule: 'minimum', ...limits }))
  if (maximum !== undefined) checks.push(check((value) => value <= maximum, { rule: 'maximum', ...limits }))
  return checks
}

export function boolean({ texts }: { texts?: Texts } = {}): z.ZodBoolean {
  return z.boolean({ error: report(texts) })
}

export function nothing(): z.ZodNull {
  return z.null({ error: report() })
}

export function anything(): z.ZodUnknown {
  return z.unknown()
}

/** A closed set of strings. */
export function oneOf<const Value extends string>(values: readonly [Value, ...Value[]], texts?: Texts): z.ZodEnum<z.core.util.ToEnum<Value>> {
  return z.enum(values, { error: report(texts) })
}

/** A closed set of which some are not strings, or of one. */
export function literals<const Value extends string | number | boolean | null>(values: readonly Value[], texts?: Texts): z.ZodLiteral<Value> {
  return z.literal(values, { error: report(texts) })
}

/** An open set of strings: the type completes the known ones, every string passes. */
export function openEnum<const Value extends string>(_known: readonly Value[], texts?: Texts): z.ZodType<Value | (string & {}), Value | (string & {})> {
  return z.string({ error: report(texts) }) as never
}

// ---------- composed schemas ----------

/** A value of one of several shapes; when none fits, the message speaks of the shape that comes closest. `expected` names the type where zod's own word would not be right. */
export function union<const Options extends readonly z.core.SomeType[]>(options: Options, texts?: Texts, expected?: 'integer'): z.ZodUnion<Options> {
  return z.union(options, { error: report(texts, expected) })
}

/** Objects told apart by one member; the message comes from the branch that the member selects. */
export function variants<Options extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]], const Name extends string>(
  name: Name,
  options: Options,
): z.ZodDiscriminatedUnion<Options, Name> {
  return z.discriminatedUnion(name, options as never, { error: report() }) as never
}

export interface ArrayLimits {
  minItems?: number
  maxItems?: number
  texts?: Texts
}

export function array<Item extends z.core.SomeType>(item: Item, { minItems, maxItems, texts }: ArrayLimits = {}): z.ZodArray<Item> {
  const checks: z.core.$ZodCheck<unknown[]>[] = []
  const size = { min: minItems ?? 0, max: maxItems, texts }
  if (minItems !== undefined) checks.push(check((value) => value.length >= minItems, { rule: 'minItems', ...size }))
  if (maxItems !== undefined) checks.push(check((value) => value.length <= maxItems, { rule: 'maxItems', ...size }))
  return z.array(item, { error: report(texts) }).check(...(checks as never[]))
}

/** An object; members it does not know pass and are kept. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape, rules: Rule[] = [], texts?: Texts): z.ZodObject<Shape, z.core.$loose> {
  return z.looseObject(shape, { error: report(texts) }).check(...(rules.map(ruleCheck) as never[])) as never
}

type Shapes<Bases extends readonly z.ZodObject[]> = Bases extends readonly [infer First extends z.ZodObject, ...infer Rest extends readonly z.ZodObject[]]
  ? First['shape'] & Shapes<Rest>
  : unknown

/** An object that has the members and the rules of others and its own. */
export function extended<const Bases extends readonly z.ZodObject[], Shape extends z.core.$ZodLooseShape>(
  bases: Bases,
  shape: Shape,
  rules: Rule[] = [],
  texts?: Texts,
): z.ZodObject<z.core.util.Flatten<Shapes<Bases> & Shape>, z.core.$loose> {
  const inherited = bases.flatMap((base) => base._zod.def.checks ?? [])
  return object(Object.assign({}, ...bases.map((base) => base.shape), shape), rules, texts).check(...(inherited as never[])) as never
}

/** A schema with rules over the value as a whole. */
export function checked<Schema extends z.ZodType>(schema: Schema, rules: Rule[]): Schema {
  return schema.check(...rules.map(ruleCheck))
}

export function optional<Schema extends z.core.SomeType>(schema: Schema): z.ZodOptional<Schema> {
  return z.optional(schema)
}

export function nullable<Schema extends z.core.SomeType>(schema: Schema): z.ZodNullable<Schema> {
  return z.nullable(schema)
}
