import { predicate, refName, resetNames } from './predicate.ts'

type Schema = any

const extraKeywords = ['not', 'if', 'then', 'else', 'contains', 'anyOf', 'oneOf']

/** Writes the zod schema of a JSON schema as calls of the constructors in runtime.gen.ts. `resolve` follows references. */
export function schemaCode(schema: Schema, resolve: (schema: Schema) => Schema, inQuery = false): string {
  const code = (inner: Schema) => schemaCode(inner, resolve, inQuery)
  if (schema.$ref) return refName(schema.$ref)
  const texts = schema['x-kling-messages']

  if (isOpenEnum(schema)) return call('openEnum', JSON.stringify(schema.anyOf[0].enum), texts && JSON.stringify(texts))
  if (schema.anyOf && !schema.type && !schema.properties) {
    const options: Schema[] = schema.anyOf.filter((option: Schema) => option.type !== 'null')
    const inner = options.length === 1 ? code(options[0]) : call('union', `[${options.map(code).join(', ')}]`, texts && JSON.stringify(texts))
    return options.length < schema.anyOf.length ? call('nullable', inner) : inner
  }
  if (schema.oneOf && schema.discriminator) return call('variants', JSON.stringify(schema.discriminator.propertyName), `[${schema.oneOf.map(code).join(', ')}]`)
  if (schema.const !== undefined) return call('literals', `[${JSON.stringify(schema.const)}]`, texts && JSON.stringify(texts))

  const types: string[] = schema.type === undefined ? [] : [schema.type].flat()
  if (types.includes('null'))
    return call(
      'nullable',
      code({
        ...schema,
        type: types.filter((type) => type !== 'null').length === 1 ? types.find((type) => type !== 'null') : types.filter((type) => type !== 'null'),
      }),
    )
  if (types.length > 1) return call('union', `[${types.map((type) => code({ ...schema, type })).join(', ')}]`, texts && JSON.stringify(texts))
  if (schema.enum) {
    return schema.enum.every((value: unknown) => typeof value === 'string')
      ? call('oneOf', JSON.stringify(schema.enum), texts && JSON.stringify(texts))
      : call('literals', JSON.stringify(schema.enum), texts && JSON.stringify(texts))
  }
  const type = types[0] ?? (schema.properties || schema.allOf ? 'object' : undefined)
  switch (type) {
    case 'string':
      return call('string', options({ minLength: schema.minLength, maxLength: schema.maxLength, pattern: schema.pattern, texts }))
    case 'number':
    case 'integer':
      return call(
        inQuery && type === 'integer' ? 'queryInteger' : type,
        options({ minimum: schema.minimum, maximum: schema.maximum, texts }, ruleCodes(schema, resolve)),
      )
    case 'boolean':
      return call('boolean', options({ texts }))
    case 'null':
      return call('nothing')
    case 'array':
      return call('array', code(schema.items ?? {}), options({ minItems: schema.minItems, maxItems: schema.maxItems, texts }, ruleCodes(schema, resolve)))
    case 'object':
      return objectCode(schema, resolve, inQuery)
    default:
      return call('anything')
  }
}

/** A schema whose first branch lists known strings and whose second takes any. */
export function isOpenEnum(schema: Schema): boolean {
  return (
    schema.anyOf?.length === 2 &&
    schema.anyOf[0].type === 'string' &&
    Array.isArray(schema.anyOf[0].enum) &&
    schema.anyOf[1].type === 'string' &&
    Object.keys(schema.anyOf[1]).length === 1
  )
}

function objectCode(schema: Schema, resolve: (schema: Schema) => Schema, inQuery: boolean): string {
  const members: string[] = []
  const bases: string[] = []
  const inherited = Object.assign({}, ...(schema.allOf ?? []).filter((part: Schema) => part.$ref).map((part: Schema) => resolve(part).properties))
  for (const part of schema.allOf ?? []) {
    if (part.$ref) bases.push(part.$ref)
    else if (part.type === 'object') members.push(...memberCodes(part, resolve, inQuery, inherited))
  }
  members.push(...memberCodes(schema, resolve, inQuery, inherited))
  const rules = [
    ...ruleCodes(schema, resolve),
    ...(schema.allOf ?? []).filter((part: Schema) => part.type === 'object').flatMap((part: Schema) => ruleCodes(part, resolve)),
  ]
  const texts = schema['x-kling-messages']
  const shape = members.length > 0 ? `{ ${members.join(', ')} }` : '{}'
  if (bases.length === 1 && members.length === 0 && rules.length === 0) return refName(bases[0]!)
  const rest = [rules.length > 0 || texts ? `[${rules.join(', ')}]` : undefined, texts && JSON.stringify(texts)]
  return bases.length > 0 ? call('extended', `[${bases.map(refName).join(', ')}]`, shape, ...rest) : call('object', shape, ...rest)
}

/** `inherited`: members of the objects this one is joined with, which it may make required. */
function memberCodes(schema: Schema, resolve: (schema: Schema) => Schema, inQuery: boolean, inherited: Record<string, Schema>): string[] {
  const required = new Set<string>(schema.required ?? [])
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const inner = schemaCode(property, resolve, inQuery)
    return `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${required.has(name) ? inner : call('optional', inner)}`
  })
  for (const name of required) {
    if (name in (schema.properties ?? {})) continue
    if (!inherited[name]) throw new Error(`'${name}' is required but no property; describe it`)
    members.push(`${name}: ${schemaCode(inherited[name], resolve, inQuery)}`)
  }
  return members
}

/** The rules of a schema: those of allOf and of bare conditional keywords, compiled, and x-kling-rules, as data. */
function ruleCodes(schema: Schema, resolve: (schema: Schema) => Schema): string[] {
  resetNames()
  const codes: string[] = []
  const extra = Object.fromEntries(
    extraKeywords.filter((key) => schema[key] !== undefined && !(key === 'oneOf' && schema.discriminator)).map((key) => [key, schema[key]]),
  )
  const compiled: Schema[] = (schema.allOf ?? []).filter((part: Schema) => !part.$ref && part.type !== 'object')
  if (Object.keys(extra).length > 0) compiled.push({ 'x-kling-rule': schema['x-kling-rule'], ...extra })
  for (const part of compiled) {
    const { name = 'combination', message = 'the combination of fields is not allowed', at } = part['x-kling-rule'] ?? {}
    codes.push(ruleCode({ name, message, at }, schema, resolve, { test: `(value: any) => ${predicate(part, 'value')}` }))
  }
  for (const rule of schema['x-kling-rules'] ?? []) {
    const { name, message, at, when, ...assertion } = rule
    codes.push(
      ruleCode({ name, message, at }, schema, resolve, {
        ...(when ? { when: `(value: any) => ${predicate(when, 'value')}` } : {}),
        assert: JSON.stringify(assertion),
      }),
    )
  }
  return codes
}

function ruleCode(
  rule: { name: string; message: string; at?: string },
  schema: Schema,
  resolve: (schema: Schema) => Schema,
  code: Record<string, string>,
): string {
  const placeholders = [...rule.message.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
  const defaults = Object.fromEntries(
    placeholders.flatMap((name) => {
      const property = schema.properties?.[name]
      const value = property && (property.default ?? resolve(property).default)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const entries = {
    name: JSON.stringify(rule.name),
    message: JSON.stringify(rule.message),
    ...(rule.at ? { at: JSON.stringify(rule.at) } : {}),
    ...code,
    ...(Object.keys(defaults).length > 0 ? { defaults: JSON.stringify(defaults) } : {}),
  }
  return `{ ${Object.entries(entries)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`
}

function options(values: Record<string, unknown>, rules: string[] = []): string | undefined {
  const given = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  if (rules.length > 0) given.push(`rules: [${rules.join(', ')}]`)
  return given.length === 0 ? undefined : `{ ${given.join(', ')} }`
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
