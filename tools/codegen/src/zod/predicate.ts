import { always, and, atom, compare, equal, never, not, or, type Test, unequal } from './boolean-code.ts'
import { refuseUnknownKeywords } from './keywords.ts'
import type { Known } from './known.ts'
import { refName } from './references.ts'

type Schema = any

/** Compiles a schema to a function expression that is true where the value fits. */
export function predicate(schema: Schema, known: Known): string {
  return `(value) => ${new Compiler().test(schema, 'value', known, true).text}`
}

class Compiler {
  private items = 0

  /** `isThere`: whether the value cannot be undefined. */
  test(schema: Schema, value: string, known: Known, isThere = false): Test {
    if (schema === true) return always
    if (schema === false) return never
    if (schema.$ref) return atom(`fits(${refName(schema.$ref)}, ${value})`)
    refuseUnknownKeywords(schema)
    const same = (part: Schema) => this.test(part, value, known, isThere)
    const tests: Test[] = []
    const types: string[] = [schema.type ?? []].flat()
    if (types.length > 0 && !(isThere && types.includes(known.type ?? ''))) tests.push(or(types.map((type) => typeTest(type, value))))
    if (schema.const !== undefined) tests.push(equals(value, schema.const))
    if (schema.enum) tests.push(schema.enum.length === 1 ? equals(value, schema.enum[0]) : isOneOf(value, schema.enum))
    const type = known.type ?? (types.length === 1 ? types[0] : undefined)
    tests.push(
      unless(type === 'string', unequal(`typeof ${value}`, "'string'"), stringLimits(schema, value)),
      unless(type === 'number' || type === 'integer', unequal(`typeof ${value}`, "'number'"), numberLimits(schema, value)),
      unless(type === 'array', atom(`!Array.isArray(${value})`), this.arrayLimits(schema, value, known)),
      unless(type === 'object', atom(`!isObject(${value})`), this.members(schema, value, known)),
    )
    tests.push(...(schema.allOf ?? []).map(same))
    if (schema.anyOf) tests.push(or(schema.anyOf.map(same)))
    if (schema.oneOf) tests.push(exactlyOne(schema.oneOf.map(same)))
    if (schema.not !== undefined) tests.push(not(same(schema.not)))
    if (schema.if !== undefined) {
      const condition = same(schema.if)
      if (schema.then !== undefined) tests.push(or([not(condition), same(schema.then)]))
      if (schema.else !== undefined) tests.push(or([condition, same(schema.else)]))
    }
    return and(tests)
  }

  private arrayLimits({ minItems, maxItems, items, contains }: Schema, value: string, known: Known): Test {
    const tests: Test[] = []
    if (minItems !== undefined) tests.push(compare(`${value}.length >= ${minItems}`))
    if (maxItems !== undefined) tests.push(compare(`${value}.length <= ${maxItems}`))
    if (items !== undefined) tests.push(this.each('every', items, value, known.item()))
    if (contains !== undefined) tests.push(this.each('some', contains, value, known.item()))
    return and(tests)
  }

  private each(kind: 'every' | 'some', schema: Schema, value: string, known: Known): Test {
    const name = `item${this.items++ || ''}`
    const test = this.test(schema, name, known, true)
    if (test.text === 'true' && kind === 'every') return always
    return atom(`${value}.${kind}((${name}: any) => ${test.text})`)
  }

  private members({ required = [], properties = {} }: Schema, value: string, known: Known): Test {
    const tests: Test[] = []
    for (const name of required) {
      refuseInheritedName(name)
      // A test that undefined fails says already that the member is there.
      if (!failsWhenMissing(properties[name])) tests.push(unequal(member(value, name), 'undefined'))
    }
    for (const [name, property] of Object.entries<Schema>(properties)) {
      refuseInheritedName(name)
      const test = this.test(property, member(value, name), known.member(name))
      tests.push(required.includes(name) || test.text === 'true' ? test : or([equal(member(value, name), 'undefined'), test]))
    }
    return and(tests)
  }
}

/** A keyword judges the values of one type and lets all others pass; where no others can come, it need not ask. */
function unless(typeIsKnown: boolean, isOther: Test, test: Test): Test {
  return typeIsKnown || test.text === 'true' ? test : or([isOther, test])
}

function stringLimits({ minLength, maxLength, pattern }: Schema, value: string): Test {
  const tests: Test[] = []
  if (minLength !== undefined) tests.push(minLength === 1 ? unequal(value, "''") : compare(`lengthOf(${value}) >= ${minLength}`))
  if (maxLength !== undefined) tests.push(compare(`lengthOf(${value}) <= ${maxLength}`))
  if (pattern !== undefined) tests.push(atom(`/${new RegExp(pattern, 'u').source}/u.test(${value})`))
  return and(tests)
}

function numberLimits({ minimum, maximum }: Schema, value: string): Test {
  const tests: Test[] = []
  if (minimum !== undefined) tests.push(compare(`${value} >= ${minimum}`))
  if (maximum !== undefined) tests.push(compare(`${value} <= ${maximum}`))
  return and(tests)
}

function failsWhenMissing(schema: Schema): boolean {
  return schema !== undefined && (schema.type !== undefined || schema.const !== undefined || schema.enum !== undefined)
}

/** Compiled rules read members without asking whether they are own ones. */
function refuseInheritedName(name: string): void {
  if (name in Object.prototype) throw new Error(`a member cannot be named '${name}': every JavaScript object has one of that name`)
}

function typeTest(type: string, value: string): Test {
  if (type === 'null') return equal(value, 'null')
  if (type === 'array') return atom(`Array.isArray(${value})`)
  if (type === 'object') return atom(`isObject(${value})`)
  if (type === 'integer') return atom(`Number.isInteger(${value})`)
  return equal(`typeof ${value}`, `'${type}'`)
}

function equals(value: string, constant: unknown): Test {
  return equal(value, scalar(constant))
}

function isOneOf(value: string, constants: unknown[]): Test {
  return atom(`[${constants.map(scalar).join(', ')}].includes(${value})`)
}

/** Lists and objects are equal in JSON Schema when their members are, in JavaScript they are not. */
function scalar(constant: unknown): string {
  if (constant !== null && typeof constant === 'object') throw new Error('enum and const list strings, numbers, booleans and null only')
  return JSON.stringify(constant)
}

function exactlyOne(tests: Test[]): Test {
  return compare(`[${tests.map((test) => test.text).join(', ')}].filter(Boolean).length === 1`)
}

function member(value: string, name: string): string {
  return isIdentifier(name) ? `${value}.${name}` : `${value}[${JSON.stringify(name)}]`
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name)
}
