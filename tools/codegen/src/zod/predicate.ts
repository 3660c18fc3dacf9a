type Schema = any

let counter = 0

/** Compiles a schema of the allow-listed keywords to a JavaScript expression that is true where the value fits. */
export function predicate(schema: Schema, value: string): string {
  if (schema === true) return 'true'
  if (schema === false) return 'false'
  const parts: string[] = []
  const guard = (kind: string, test: string) => parts.push(`(${kind} || ${test})`)
  if (schema.$ref) parts.push(`fits(${refName(schema.$ref)}, ${value})`)
  if (schema.type !== undefined) parts.push(anyOf([schema.type].flat().map((type: string) => typeTest(type, value))))
  if (schema.const !== undefined) parts.push(`${value} === ${JSON.stringify(schema.const)}`)
  if (schema.enum) parts.push(schema.enum.length === 1 ? `${value} === ${JSON.stringify(schema.enum[0])}` : `${JSON.stringify(schema.enum)}.includes(${value})`)
  const notString = `typeof ${value} !== 'string'`
  if (schema.minLength !== undefined) guard(notString, schema.minLength === 1 ? `${value} !== ''` : `lengthOf(${value}) >= ${schema.minLength}`)
  if (schema.maxLength !== undefined) guard(notString, `lengthOf(${value}) <= ${schema.maxLength}`)
  if (schema.pattern !== undefined) guard(notString, `${expression(schema.pattern)}.test(${value})`)
  const notNumber = `typeof ${value} !== 'number'`
  if (schema.minimum !== undefined) guard(notNumber, `${value} >= ${schema.minimum}`)
  if (schema.maximum !== undefined) guard(notNumber, `${value} <= ${schema.maximum}`)
  const notArray = `!Array.isArray(${value})`
  if (schema.minItems !== undefined) guard(notArray, `${value}.length >= ${schema.minItems}`)
  if (schema.maxItems !== undefined) guard(notArray, `${value}.length <= ${schema.maxItems}`)
  if (schema.items !== undefined) guard(notArray, every('every', schema.items, value))
  if (schema.contains !== undefined) guard(notArray, every('some', schema.contains, value))
  if (schema.required?.length)
    guard(
      `!isObject(${value})`,
      schema.required
        .map((name: string) => `has(${value}, ${JSON.stringify(name)})`)
        .join(' && ')
        .replace(/^(.*&&.*)$/s, '($1)'),
    )
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const test = predicate(property, member(value, name))
    if (test !== 'true') guard(`!has(${value}, ${JSON.stringify(name)})`, test)
  }
  for (const part of schema.allOf ?? []) parts.push(predicate(part, value))
  if (schema.anyOf) parts.push(anyOf(schema.anyOf.map((part: Schema) => predicate(part, value))))
  if (schema.oneOf) parts.push(`[${schema.oneOf.map((part: Schema) => predicate(part, value)).join(', ')}].filter(Boolean).length === 1`)
  if (schema.not !== undefined) parts.push(`!${predicate(schema.not, value)}`)
  if (schema.if !== undefined) {
    const condition = predicate(schema.if, value)
    if (schema.then !== undefined) parts.push(`(!${condition} || ${predicate(schema.then, value)})`)
    if (schema.else !== undefined) parts.push(`(${condition} || ${predicate(schema.else, value)})`)
  }
  const needed = [...new Set(parts)].filter((part) => part !== 'true')
  if (needed.length === 0) return 'true'
  return needed.length === 1 && !needed[0]!.includes(' ') ? needed[0]! : `(${needed.join(' && ')})`
}

function every(kind: 'every' | 'some', items: Schema, value: string): string {
  const name = `item${counter++}`
  return `${value}.${kind}((${name}: any) => ${predicate(items, name)})`
}

/** Starts the names of nested items again, so that equal schemas give equal text. */
export function resetNames(): void {
  counter = 0
}

function anyOf(tests: string[]): string {
  return tests.length === 1 ? tests[0]! : `(${tests.join(' || ')})`
}

function typeTest(type: string, value: string): string {
  if (type === 'null') return `${value} === null`
  if (type === 'array') return `Array.isArray(${value})`
  if (type === 'object') return `isObject(${value})`
  if (type === 'integer') return `Number.isInteger(${value})`
  return `typeof ${value} === '${type}'`
}

function member(value: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${value}.${name}` : `${value}[${JSON.stringify(name)}]`
}

export function expression(pattern: string): string {
  return `/${pattern.replace(/(?<!\\)\//g, '\\/')}/u`
}

export function refName(ref: string): string {
  return `z${ref.split('/').at(-1)}`
}
