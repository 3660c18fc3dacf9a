import { judgingKeywords, refuseUnknownKeywords } from './keywords.ts'
import { isObject, knownOf, membersOf, nothingKnown } from './known.ts'
import { isIdentifier } from './predicate.ts'
import { refName } from './references.ts'
import { ruleCodes } from './rule-code.ts'

type Schema = any
type Resolve = (schema: Schema) => Schema

export interface Surroundings {
  /** Follows references. */
  resolve: Resolve
  /** Whether the values come from a URL, where numbers are text. */
  inUrl?: boolean
}

/** The call that builds a schema's type, and the schema of what that call does not enforce: it becomes rules. */
interface Base {
  code: string
  rest: Schema
}

/** Writes the zod schema of a JSON schema as calls of the constructors in runtime.gen.ts. */
export function schemaCode(schema: Schema, around: Surroundings): string {
  if (schema.$ref) {
    if (judgingKeywords(schema).length > 1) throw new Error(`${schema.$ref} stands beside other keywords; wrap it in allOf`)
    return refName(schema.$ref)
  }
  refuseUnknownKeywords(schema)
  const { code, rest } = baseOf(schema, around)
  const rules = ruleCodes(rest, { known: nothingKnown, defaultOf: () => undefined })
  return rules.length === 0 ? code : call('checked', code, list(rules))
}

function baseOf(schema: Schema, around: Surroundings): Base {
  const types: string[] = schema.type === undefined ? [] : [schema.type].flat()
  if (schema.const !== undefined || schema.enum) return constants(schema, types)
  if (types.includes('null')) return nullable(schema, types, around)
  if (types.length > 1) return several(schema, types, around)
  if (isObject(schema, around.resolve)) return object(schema, around)
  if (types.length === 1) return ofType(types[0]!, schema, around)
  if (schema.anyOf) return anyOf(schema, around)
  if (schema.oneOf) return oneOf(schema, around)
  const reference = schema.allOf?.find((part: Schema) => part.$ref)
  if (reference) return { code: refName(reference.$ref), rest: { ...schema, allOf: schema.allOf.filter((part: Schema) => part !== reference) } }
  return { code: call('anything'), rest: schema }
}

/** Keywords that a type enforces by itself, or that say nothing of it. */
const typeKeywords = ['type', 'properties', 'required', 'items', 'minItems', 'maxItems', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum']

function without(schema: Schema, keywords: string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)))
}

function ofType(type: string, schema: Schema, around: Surroundings): Base {
  const { minLength, maxLength, pattern, minimum, maximum, minItems, maxItems, items, 'x-kling-messages': texts } = schema
  const base = (code: string): Base => ({ code, rest: without(schema, typeKeywords) })
  switch (type) {
    case 'string':
      return base(call('string', limits({ minLength, maxLength, pattern, texts })))
    case 'number':
    case 'integer':
      return base(call(around.inUrl ? inUrl(type) : type, limits({ minimum, maximum, texts })))
    case 'boolean':
      return base(call(around.inUrl ? inUrl(type) : type, limits({ texts })))
    case 'array':
      return base(call('array', schemaCode(items ?? {}, around), limits({ minItems, maxItems, texts })))
    default:
      throw new Error(`'${type}' is no type`)
  }
}

function inUrl(type: string): string {
  if (type === 'integer') return 'queryInteger'
  throw new Error(`a parameter of type ${type} needs a constructor in runtime.ts that reads it from text, as queryInteger does`)
}

/** A closed set of values: those of `enum` and `const` that are of the type. */
function constants(schema: Schema, types: string[]): Base {
  const values: unknown[] = (schema.enum ?? [schema.const]).filter(
    (value: unknown) => (schema.const === undefined || value === schema.const) && (types.length === 0 || types.some((type) => isOfType(value, type))),
  )
  if (values.length === 0) throw new Error(`no value of enum or const is of type ${types.join(' or ')}`)
  if (values.some((value) => typeof value === 'object' && value !== null)) throw new Error('enum and const list strings, numbers, booleans and null only')
  const texts = json(schema['x-kling-messages'])
  const closed = schema.const === undefined && values.every((value) => typeof value === 'string')
  return { code: call(closed ? 'oneOf' : 'literals', json(values), texts), rest: without(schema, ['type', 'enum', 'const']) }
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

/** What a type enforces by itself. The rules judge the value as a whole, so they stay with the outermost call. */
function typeOnly(schema: Schema, types: string[]): Schema {
  const rules = judgingKeywords(schema).filter((key) => !typeKeywords.includes(key))
  return { ...without(schema, [...rules, 'x-kling-rules', 'x-kling-rule']), type: types.length === 1 ? types[0] : types }
}

function nullable(schema: Schema, types: string[], around: Surroundings): Base {
  const others = types.filter((type) => type !== 'null')
  const code = others.length === 0 ? call('nothing') : call('nullable', schemaCode(typeOnly(schema, others), around))
  return { code, rest: without(schema, typeKeywords) }
}

function several(schema: Schema, types: string[], around: Surroundings): Base {
  const branches = types.map((type) => schemaCode(typeOnly(schema, [type]), around))
  return { code: call('union', list(branches), json(schema['x-kling-messages'])), rest: without(schema, typeKeywords) }
}

function anyOf(schema: Schema, around: Surroundings): Base {
  const options: Schema[] = schema.anyOf.filter((option: Schema) => option.type !== 'null')
  const texts = json(schema['x-kling-messages'])
  const code = options.length === 0 ? call('nothing') : isOpenEnum(options) ? call('openEnum', json(options[0].enum), texts) : union(schema, options, around)
  return { code: options.length > 0 && options.length < schema.anyOf.length ? call('nullable', code) : code, rest: without(schema, ['anyOf']) }
}

/** Told apart by one member where the document says so. Otherwise a rule sees to it that no second branch fits. */
function oneOf(schema: Schema, around: Surroundings): Base {
  if (!schema.discriminator) return { code: union(schema, schema.oneOf, around), rest: schema }
  const branches = schema.oneOf.map((option: Schema) => schemaCode(option, around))
  return { code: call('variants', json(schema.discriminator.propertyName), list(branches)), rest: without(schema, ['oneOf']) }
}

function union(schema: Schema, options: Schema[], around: Surroundings): string {
  const own = schema['x-kling-messages']
  if (options.length === 1) {
    const only = options[0]
    const described = own && { ...around.resolve(only), 'x-kling-messages': { ...around.resolve(only)['x-kling-messages'], ...own } }
    return schemaCode(described ?? only, around)
  }
  const branches = options.map((option) => schemaCode(own && !option.$ref ? withTexts(option, own) : option, around))
  // zod forgets the texts of the branches once none of them fits.
  const texts = Object.assign({}, ...options.map((option) => around.resolve(option)['x-kling-messages']).reverse(), own)
  const expected = around.resolve(options[0]).type === 'integer' ? '"integer"' : undefined
  return call('union', list(branches), Object.keys(texts).length > 0 ? json(texts) : undefined, expected)
}

/** A branch that comes close speaks for itself, with the texts of the union for the keywords it has. */
function withTexts(option: Schema, texts: Record<string, unknown>): Schema {
  const fitting = Object.fromEntries(Object.entries(texts).filter(([keyword]) => keyword in option))
  return { ...option, 'x-kling-messages': { ...fitting, ...option['x-kling-messages'] } }
}

/** Two branches of which the first lists known strings and the second takes any. */
function isOpenEnum([known, any, ...others]: Schema[]): boolean {
  return others.length === 0 && known.type === 'string' && Array.isArray(known.enum) && any?.type === 'string' && judgingKeywords(any).length === 1
}

function object(schema: Schema, around: Surroundings): Base {
  const parts: Schema[] = schema.allOf ?? []
  const bases = parts.filter((part) => part.$ref && isObject(part, around.resolve))
  const inline = parts.filter((part) => !part.$ref && part.type === 'object')
  const others = parts.filter((part) => !bases.includes(part) && !inline.includes(part))

  const inherited: Record<string, Schema> = {}
  const members: Record<string, Schema> = {}
  const describe = (into: Record<string, Schema>, described: Record<string, Schema> = {}) => {
    for (const [name, member] of Object.entries(described)) {
      // A member described twice must fit both; the validator of an object has room for one.
      const earlier = members[name] ?? inherited[name]
      if (earlier) {
        if (knownOf(earlier, around.resolve).type !== knownOf(member, around.resolve).type)
          throw new Error(`'${name}' is described twice, with different types`)
        others.push({ properties: { [name]: earlier } })
      }
      into[name] = member
    }
  }
  for (const base of bases) describe(inherited, membersOf(base, around.resolve))
  for (const source of [...inline, schema]) describe(members, source.properties)
  const required = new Set<string>([...inline, schema].flatMap((source) => source.required ?? []))
  const shape = shapeCode(members, required, inherited, around)

  const all = { ...inherited, ...members }
  const context = {
    // Numbers in a URL are text, so there the types say less.
    known: knownOf({ type: 'object', properties: around.inUrl ? {} : all }, around.resolve),
    defaultOf: (name: string) => all[name] && around.resolve(all[name]).default,
  }
  const rules = [{ ...schema, allOf: others }, ...inline].flatMap((source) => ruleCodes(without(source, typeKeywords), context))
  const texts = schema['x-kling-messages']
  const rest = {}
  if (bases.length === 1 && shape === '{}' && rules.length === 0 && !texts) return { code: refName(bases[0]!.$ref), rest }
  const parameters = [shape, rules.length > 0 || texts ? list(rules) : undefined, json(texts)]
  return { code: bases.length > 0 ? call('extended', list(bases.map((base) => refName(base.$ref))), ...parameters) : call('object', ...parameters), rest }
}

/** `inherited`: members of the objects this one is joined with, which it may make required. */
function shapeCode(members: Record<string, Schema>, required: Set<string>, inherited: Record<string, Schema>, around: Surroundings): string {
  const lines = Object.entries(members).map(([name, schema]) => {
    const code = schemaCode(schema, around)
    return `${key(name)}: ${required.has(name) ? code : call('optional', code)}`
  })
  for (const name of required) {
    if (members[name]) continue
    if (!inherited[name]) throw new Error(`'${name}' is required but no property; describe it`)
    lines.push(`${key(name)}: ${schemaCode(inherited[name], around)}`)
  }
  return lines.length > 0 ? `{ ${lines.join(', ')} }` : '{}'
}

function key(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name)
}

function limits(values: Record<string, unknown>): string | undefined {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return given.length === 0 ? undefined : `{ ${given.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')} }`
}

function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}

function list(codes: string[]): string {
  return `[${codes.join(', ')}]`
}

/** Calls are marked as pure so that bundlers drop the validators nobody uses. */
export function call(name: string, ...parameters: (string | undefined)[]): string {
  let last = parameters.length
  while (last > 0 && parameters[last - 1] === undefined) last--
  return `/*#__PURE__*/ ${name}(${parameters
    .slice(0, last)
    .map((parameter) => parameter ?? 'undefined')
    .join(', ')})`
}
