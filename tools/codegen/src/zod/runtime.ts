import * as z from 'zod'
import { type Assertion, keeps } from './rules.gen.js'

/** A text for a broken keyword; for `enum` also one per value, `*` for all others. */
export type Texts = Record<string, string | Record<string, string>>

/** A broken rule as the checks below report it. */
interface Broken {
  rule: string
  texts?: Texts | undefined
  [detail: string]: unknown
}

type Issue = z.core.$ZodRawIssue | z.core.$ZodIssue

// ---------- schemas of single values ----------

export interface StringLimits {
  minLength?: number
  maxLength?: number
  pattern?: string
  texts?: Texts
}

/** A string; lengths count characters as JSON Schema does, not UTF-16 units. */
export function string(limits: StringLimits = {}): z.ZodString {
  const { minLength, maxLength, pattern, texts } = limits
  const checks: z.core.$ZodCheck<string>[] = []
  if (minLength !== undefined) checks.push(check((value) => lengthOf(value) >= minLength, { rule: 'minLength', min: minLength, max: maxLength, texts }))
  if (maxLength !== undefined)
    checks.push(check((value) => value.length <= maxLength || lengthOf(value) <= maxLength, { rule: 'maxLength', min: minLength ?? 0, max: maxLength, texts }))
  if (pattern !== undefined) {
    const expression = new RegExp(pattern, 'u')
    checks.push(check((value) => expression.test(value), { rule: 'pattern', pattern, texts }))
  }
  return z.string({ error: wrongType('string', texts) }).check(...checks)
}

export interface NumberLimits {
  minimum?: number
  maximum?: number
  texts?: Texts
  rules?: Rule[]
}

export function number(limits: NumberLimits = {}): z.ZodNumber {
  return z.number({ error: wrongType('number', limits.texts) }).check(...range(limits), ...(limits.rules ?? []).map(ruleCheck))
}

/** Any whole number; zod's own integer stops at 2^53. */
export function integer(limits: NumberLimits = {}): z.ZodNumber {
  const { texts } = limits
  return z.number({ error: wrongType('integer', texts) }).check(
    check((value) => Number.isInteger(value), { rule: 'type', expected: 'integer', texts }),
    ...range(limits),
    ...(limits.rules ?? []).map(ruleCheck),
  )
}

function range({ minimum, maximum, texts }: NumberLimits): z.core.$ZodCheck<number>[] {
  const checks: z.core.$ZodCheck<number>[] = []
  if (minimum !== undefined) checks.push(check((value) => value >= minimum, { rule: 'minimum', min: minimum, max: maximum, texts }))
  if (maximum !== undefined) checks.push(check((value) => value <= maximum, { rule: 'maximum', min: minimum, max: maximum, texts }))
  return checks
}

/** A whole number as it stands in a query string or as a number. */
export function queryInteger(limits: NumberLimits = {}): z.ZodUnion<[z.ZodNumber, z.ZodString]> {
  const strict = integer(limits)
  const digits = z.string({ error: wrongType('integer', limits.texts) }).check(
    check((value) => /^-?\d+$/.test(value), { rule: 'type', expected: 'integer' }),
    check((value) => !/^-?\d+$/.test(value) || limits.minimum === undefined || Number(value) >= limits.minimum, {
      rule: 'minimum',
      min: limits.minimum,
      max: limits.maximum,
    }),
    check((value) => !/^-?\d+$/.test(value) || limits.maximum === undefined || Number(value) <= limits.maximum, {
      rule: 'maximum',
      min: limits.minimum,
      max: limits.maximum,
    }),
  )
  return union([strict, digits])
}

export function boolean(limits: { texts?: Texts } = {}): z.ZodBoolean {
  return z.boolean({ error: wrongType('boolean', limits.texts) })
}

export function nothing(): z.ZodNull {
  return z.null({ error: wrongType('null') })
}

export function anything(): z.ZodUnknown {
  return z.unknown()
}

/** A closed set of strings. */
export function oneOf<const Value extends string>(values: readonly [Value, ...Value[]], texts?: Texts): z.ZodEnum<z.core.util.ToEnum<Value>> {
  return z.enum(values, { error: (issue) => notAllowed(issue, values, texts) })
}

/** A closed set of which some are not strings. */
export function literals<const Value extends string | number | boolean>(values: readonly Value[], texts?: Texts): z.ZodLiteral<Value> {
  return z.literal(values, { error: (issue) => notAllowed(issue, values, texts) })
}

/** An open set of strings: the type completes the known ones, every string passes. */
export function openEnum<const Value extends string>(_known: readonly Value[], texts?: Texts): z.ZodType<Value | (string & {}), Value | (string & {})> {
  return z.string({ error: wrongType('string', texts) }) as never
}

/** A value of one of several shapes; when none fits, the message speaks of the shape that comes closest. */
export function union<const Options extends readonly z.core.SomeType[]>(options: Options, texts?: Texts): z.ZodUnion<Options> {
  return z.union(options, { error: (issue) => text(closest(issue as never, texts), issue as Issue) })
}

// ---------- composed schemas ----------

export interface ArrayLimits {
  minItems?: number
  maxItems?: number
  texts?: Texts
  rules?: Rule[]
}

export function array<Item extends z.core.SomeType>(item: Item, limits: ArrayLimits = {}): z.ZodArray<Item> {
  const { minItems, maxItems, texts } = limits
  const checks: z.core.$ZodCheck<unknown[]>[] = []
  if (minItems !== undefined) checks.push(check((value) => value.length >= minItems, { rule: 'minItems', min: minItems, max: maxItems, texts }))
  if (maxItems !== undefined) checks.push(check((value) => value.length <= maxItems, { rule: 'maxItems', min: minItems ?? 0, max: maxItems, texts }))
  return z.array(item, { error: wrongType('array', texts) }).check(...(checks as never[]), ...((limits.rules ?? []).map(ruleCheck) as never[]))
}

/** An object; members it does not know pass and are kept. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape, rules: Rule[] = [], texts?: Texts): z.ZodObject<Shape, z.core.$loose> {
  return z.looseObject(shape, { error: wrongType('object', texts) }).check(...(rules.map(ruleCheck) as never[])) as never
}

type Shapes<Bases extends readonly z.ZodObject[]> = Bases extends readonly [infer First extends z.ZodObject, ...infer Rest extends readonly z.ZodObject[]]
  ? First['shape'] & Shapes<Rest>
  : unknown

/** An object that has the members of others and its own. */
export function extended<const Bases extends readonly z.ZodObject[], Shape extends z.core.$ZodLooseShape>(
  bases: Bases,
  shape: Shape,
  rules: Rule[] = [],
  texts?: Texts,
): z.ZodObject<z.core.util.Flatten<Shapes<Bases> & Shape>, z.core.$loose> {
  const inherited = bases.flatMap((base) => base._zod.def.checks ?? [])
  return object(Object.assign({}, ...bases.map((base) => base.shape), shape), rules, texts).check(...(inherited as never[])) as never
}

export function optional<Schema extends z.core.SomeType>(schema: Schema): z.ZodOptional<Schema> {
  return z.optional(schema)
}

export function nullable<Schema extends z.core.SomeType>(schema: Schema): z.ZodNullable<Schema> {
  return z.nullable(schema)
}

/** Objects told apart by one member; the message comes from the branch that the member selects. */
export function variants<Options extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]], const Name extends string>(
  name: Name,
  options: Options,
): z.ZodDiscriminatedUnion<Options, Name> {
  return z.discriminatedUnion(name, options as never, {
    error: (issue) => {
      const input = issue.input
      if (input === null || typeof input !== 'object' || Array.isArray(input))
        return text({ rule: input === undefined ? 'required' : 'type', expected: 'object' }, issue as Issue)
      const value = (input as Record<string, unknown>)[name]
      return text({ rule: value === undefined ? 'required' : 'variant', value: brief(value) }, issue as Issue)
    },
  }) as never
}

// ---------- rules ----------

/** A rule over a whole object: one that JSON Schema says, compiled to `test`, or one it cannot say, as data. */
export interface Rule {
  name: string
  message: string
  /** The member the message is about. */
  at?: string | undefined
  /** Whether the rule applies. */
  when?: (value: any) => boolean
  test?: (value: any) => boolean
  assert?: Assertion
  /** Defaults of the members that the message names. */
  defaults?: Record<string, unknown>
}

function ruleCheck(rule: Rule): z.core.$ZodCheck<any> {
  return check(
    (value) => (rule.when !== undefined && !rule.when(value)) || (rule.test ? rule.test(value) : rule.assert ? keeps(rule.assert, value) : true),
    { rule: rule.name, message: rule.message, defaults: rule.defaults },
    rule.at === undefined ? [] : [rule.at],
  )
}

function check<Value>(test: (value: Value) => boolean, broken: Broken, path: string[] = []): z.core.$ZodCheck<Value> {
  return z.refine<Value>(test, { error: (issue) => text(broken, issue as Issue), params: { ...broken }, path }) as never
}

/** Whether a value is an object and has a member; used by compiled rules. */
export function has(value: unknown, name: string): value is Record<string, any> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name)
}

export function isObject(value: unknown): value is Record<string, any> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Length in characters. */
export function lengthOf(value: string): number {
  let length = 0
  for (const _ of value) length++
  return length
}

/** Whether a value fits a schema; used by compiled rules. */
export function fits(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success
}

// ---------- messages ----------

const sentences: Record<string, string> = {
  required: '{path} is required',
  type: '{path} value type is invalid, expected {expected}',
  enum: "{path} value '{value}' is invalid, allowed values: {allowed}",
  variant: "{path} value '{value}' is invalid",
  pattern: "{path} value '{value}' is invalid",
  minLength: '{path}: size must be between {min} and {max}',
  maxLength: '{path}: size must be between {min} and {max}',
  minItems: '{path}: size must be between {min} and {max}',
  maxItems: '{path}: size must be between {min} and {max}',
  minimum: "{path} value '{value}' is invalid, must be at least {min}",
  maximum: "{path} value '{value}' is invalid, must be at most {max}",
}

function wrongType(expected: string, texts?: Texts) {
  return (issue: { input?: unknown }) => text({ rule: issue.input === undefined ? 'required' : 'type', expected, texts }, issue as Issue)
}

function notAllowed(issue: { input?: unknown }, values: readonly unknown[], texts?: Texts): string {
  return text({ rule: issue.input === undefined ? 'required' : 'enum', allowed: values.join(', '), texts }, issue as Issue)
}

/** What an issue of one of the schemas above is about. */
export function brokenRule(issue: Issue): string {
  const { code } = issue
  if (code === 'custom') return String((issue.params as Broken | undefined)?.rule ?? 'custom')
  if (code === 'invalid_type') return issue.input === undefined ? 'required' : 'type'
  if (code === 'invalid_value') return 'enum'
  if (code === 'invalid_union') return 'discriminator' in issue && issue.discriminator ? 'enum' : closest(issue as never).rule
  return code
}

function closest(issue: { errors?: z.core.$ZodIssue[][]; input?: unknown }, texts?: Texts): Broken {
  const branches = issue.errors ?? []
  const fitting =
    branches.find((issues) => issues.length > 0 && !issues.some((nested) => nested.path.length === 0 && nested.code === 'invalid_type')) ?? branches[0]
  const first = fitting?.[0]
  if (!first) return { rule: 'type', expected: 'another value', texts }
  if (first.code === 'custom') return { ...(first.params as Broken), ...(texts ? { texts } : {}), below: first.path, message: (first.params as Broken).message }
  if (first.code === 'invalid_type')
    return {
      rule: issue.input === undefined ? 'required' : 'type',
      expected: branches.map((issues) => (issues[0] as { expected?: string } | undefined)?.expected).filter(Boolean)[0],
      texts,
      below: first.path,
    }
  if (first.code === 'invalid_value') return { rule: 'enum', allowed: first.values.join(', '), texts, below: first.path }
  return { rule: 'type', expected: 'another value', texts }
}

function text(broken: Broken, issue: Issue): string {
  const input = (issue as { input?: unknown }).input
  const own = broken.texts?.[broken.rule]
  const template =
    (typeof own === 'string' ? own : (own?.[String(input)] ?? own?.['*'])) ??
    (broken.message as string | undefined) ??
    (broken.rule === 'minLength' && broken.max === undefined ? '{path} cannot be empty' : undefined) ??
    (broken.rule === 'minItems' && broken.max === undefined ? '{path}: size must be at least {min}' : undefined) ??
    sentences[broken.rule] ??
    "{path} value '{value}' is invalid"
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (name === 'path') return pathText([...(issue.path ?? []), ...((broken.below as PropertyKey[] | undefined) ?? [])])
    if (name === 'value' && broken.value === undefined) return brief(input)
    if (name in broken && broken[name] !== undefined) return String(broken[name])
    if (has(input, name)) return brief(input[name])
    if (has(broken.defaults, name)) return brief(broken.defaults[name])
    return placeholder
  })
}

/** `contents[0].text` from its parts. */
export function pathText(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (before, part) => (typeof part === 'number' ? `${before}[${part}]` : before ? `${before}.${String(part)}` : String(part)),
    '',
  )
  return name || 'body'
}

function brief(value: unknown): string {
  const whole =
    typeof value === 'string' ? value : typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : String(value)
  return whole.length > 64 ? `${whole.slice(0, 61)}...` : whole
}
