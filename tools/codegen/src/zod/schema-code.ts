import { judgingKeywords, refuseUnknownKeywords } from './keywords.ts'
import { isIdentifier, refName } from './predicate.ts'
import { ruleCodes } from './rule-code.ts'

type Schema = any
type Resolve = (schema: Schema) => Schema

export interface Surroundings {
  /** Follows references. */
  resolve: Resolve
  /** Whether the values come from a URL, where numbers are text. */
  inUrl?: boolean
}

/** The call that builds a schema's type, and the keywords that it enforces; what is left over becomes rules. */
interface Base {
  code: string
  enforced: string[]
  /** Whether the rules are among the parameters of the call already. */
  withRules?: boolean
}

/** Writes the zod schema of a JSON schema as calls of the constructors in runtime.gen.ts. */
export function schemaCode(schema: Schema, around: Surroundings): string {
  refuseUnknownKeywords({ ...schema, $ref: undefined, ...(schema.$ref ? {} : {}) })
  if (schema.$ref) {
    if (judgingKeywords(schema).length > 1) throw new Error(`${schema.$ref} stands beside other keywords; wrap it in allOf`)
    return refName(schema.$ref)
  }
  const base = baseOf(schema, around)
  const rules = base.withRules ? [] : ruleCodes(schema, base.enforced, around.resolve)
  return rules.length === 0 ? base.code : call('checked', base.code, list(rules))
}

function baseOf(schema: Schema, around: Surroundings): Base {
  const types: string[] = schema.type === undefined ? [] : [schema.type].flat()
  if (schema.const !== undefined || schema.enum) return constants(schema, types)
  if (types.includes('null')) return nullable(schema, types, around)
  if (types.length > 1) return several(schema, types, around)
  if (types.length === 0 && schema.anyOf) return anyOf(schema, around)
  if (types.length === 0 && schema.oneOf) return oneOf(schema, around)
  if (isObject(schema, around.resolve)) return object(schema, around)
  const reference = types.length === 0 && schema.allOf?.find((part: Schema) => part.$ref)
  // The rules repeat the reference; it costs less than a special case.
  if (reference) return { code: refName(reference.$ref), enforced: schema.allOf.length === 1 ? ['allOf'] : [] }
  return ofType(types[0], schema, around)
}

function ofType(type: string | undefined, schema: Schema, around: Surroundings): Base {
  const { minLength, maxLength, pattern, minimum, maximum, minItems, maxItems, items, 'x-kling-messages': texts } = schema
  switch (type) {
    case 'string':
      return { code: call('string', limits({ minLength, maxLength, pattern, texts })), enforced: ['type', 'minLength', 'maxLength', 'pattern'] }
    case 'number':
    case 'integer':
      return { code: call(around.inUrl ? inUrl(type) : type, limits({ minimum, maximum, texts })), enforced: ['type', 'minimum', 'maximum'] }
    case 'boolean':
      return { code: call(around.inUrl ? inUrl(type) : type, limits({ texts })), enforced: ['type'] }
    case 'null':
      return { code: call('nothing'), enforced: ['type'] }
    case 'array':
      return { code: call('array', schemaCode(items ?? {}, around), limits({ minItems, maxItems, texts })), enforced: ['type', 'items', 'minItems', 'maxItems'] }
    case undefined:
      return { code: call('anything'), enforced: [] }
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
  const enforced = ['type', 'enum', 'const']
  if (schema.const === undefined && values.every((value) => typeof value === 'string')) return { code: call('oneOf', json(values), texts), enforced }
  return { code: call('literals', json(values), texts), enforced }
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

/** The type without its rules: they judge the value as a whole, so they stay with the outermost call. */
function plain(schema: Schema, types: string[]): Schema {
  const { allOf, anyOf, oneOf, not, if: _if, then: _then, else: _else, contains, 'x-kling-rules': _rules, ...rest } = schema
  // The parts of an object are its type, not a rule.
  const parts = allOf?.filter((part: Schema) => part.$ref || part.type === 'object')
  return { ...rest, ...(parts?.length ? { allOf: parts } : {}), type: types.length === 1 ? types[0] : types }
}

const plainKeywords = ['type', 'properties', 'required', 'items', 'minItems', 'maxItems', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum']

function nullable(schema: Schema, types: string[], around: Surroundings): Base {
  const others = types.filter((type) => type !== 'null')
  if (others.length === 0) return { code: call('nothing'), enforced: ['type'] }
  return { code: call('nullable', schemaCode(plain(schema, others), around)), enforced: plainKeywords }
}

function several(schema: Schema, types: string[], around: Surroundings): Base {
  const branches = types.map((type) => schemaCode(plain(schema, [type]), around))
  return { code: call('union', list(branches), json(schema['x-kling-messages'])), enforced: plainKeywords }
}

function anyOf(schema: Schema, around: Surroundings): Base {
  const enforced = ['anyOf']
  if (isOpenEnum(schema)) return { code: call('openEnum', json(schema.anyOf[0].enum), json(schema['x-kling-messages'])), enforced }
  const options: Schema[] = schema.anyOf.filter((option: Schema) => option.type !== 'null')
  const code = union(schema, options, around)
  return { code: options.length < schema.anyOf.length ? call('nullable', code) : code, enforced }
}

/** Told apart by one member where the document says so. Otherwise a rule sees to it that no second branch fits. */
function oneOf(schema: Schema, around: Surroundings): Base {
  if (!schema.discriminator) return { code: union(schema, schema.oneOf, around), enforced: [] }
  const branches = schema.oneOf.map((option: Schema) => schemaCode(option, around))
  return { code: call('variants', json(schema.discriminator.propertyName), list(branches)), enforced: ['oneOf'] }
}

function union(schema: Schema, options: Schema[], around: Surroundings): string {
  const branches = options.map((option) => schemaCode(option, around))
  if (branches.length === 1) return branches[0]!
  // zod forgets the texts of the branches once none of them fits.
  const texts = Object.assign({}, ...options.map((option) => around.resolve(option)['x-kling-messages']).reverse(), schema['x-kling-messages'])
  return call('union', list(branches), Object.keys(texts).length > 0 ? json(texts) : undefined)
}

/** A schema whose first branch lists known strings and whose second takes any. */
export function isOpenEnum(schema: Schema): boolean {
  return (
    schema.anyOf?.length === 2 &&
    schema.anyOf[0].type === 'string' &&
    Array.isArray(schema.anyOf[0].enum) &&
    schema.anyOf[1].type === 'string' &&
    judgingKeywords(schema.anyOf[1]).length === 1
  )
}

/** Whether every value that fits is an object. */
function isObject(schema: Schema, resolve: Resolve): boolean {
  if (schema.type !== undefined) return schema.type === 'object'
  return schema.enum === undefined && (schema.allOf ?? []).some((part: Schema) => isObject(resolve(part), resolve))
}

function object(schema: Schema, around: Surroundings): Base {
  const parts: Schema[] = schema.allOf ?? []
  const bases = parts.filter((part) => part.$ref && isObject(around.resolve(part), around.resolve))
  const inline = parts.filter((part) => !part.$ref && part.type === 'object')
  const rules: Schema[] = parts.filter((part) => !bases.includes(part) && !inline.includes(part))

  const inherited: Record<string, Schema> = Object.assign({}, ...bases.map((base) => membersOf(base, around.resolve)))
  const members: Record<string, Schema> = {}
  for (const source of [...inline, schema]) {
    for (const [name, member] of Object.entries<Schema>(source.properties ?? {})) {
      // A member described twice must fit both; the validator of an object has room for one.
      for (const other of [inherited[name], members[name]]) if (other) rules.push({ properties: { [name]: other } })
      members[name] = member
    }
  }
  const required = new Set<string>([...inline, schema].flatMap((source) => source.required ?? []))
  const shape = shapeCode(members, required, inherited, around)
  const codes = [
    ...ruleCodes({ ...schema, allOf: rules }, ['type', 'properties', 'required'], around.resolve),
    ...inline.flatMap((part) => ruleCodes(part, ['type', 'properties', 'required'], around.resolve)),
  ]
  const texts = schema['x-kling-messages']
  if (bases.length === 1 && shape === '{}' && codes.length === 0 && !texts) return { code: refName(bases[0]!.$ref), enforced: [], withRules: true }
  const rest = [codes.length > 0 || texts ? list(codes) : undefined, json(texts)]
  const code = bases.length > 0 ? call('extended', list(bases.map((base) => refName(base.$ref))), shape, ...rest) : call('object', shape, ...rest)
  return { code, enforced: [], withRules: true }
}

/** Every member that an object schema describes, those of its parts included. */
function membersOf(schema: Schema, resolve: Resolve): Record<string, Schema> {
  const target = resolve(schema)
  return Object.assign({}, ...(target.allOf ?? []).map((part: Schema) => membersOf(part, resolve)), target.properties)
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
