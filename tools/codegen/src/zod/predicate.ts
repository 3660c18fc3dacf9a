import { always, and, atom, compare, equal, never, not, or, type Test, unequal } from './boolean-code.ts'
import { refuseUnknownKeywords } from './keywords.ts'
import { refName } from './references.ts'

type Schema = any

/**
 * Compiles a schema to a function expression that is true where the value fits.
 *
 * @param isObject the function is only ever called with an object
 */
export function predicate(schema: Schema, isObject = false): string {
  return `(value) => ${new Compiler().test(schema, 'value', isObject).text}`
}

class Compiler {
  private items = 0

  test(schema: Schema, value: string, isObject = false): Test {
    if (schema === true) return always
    if (schema === false) return never
    if (schema.$ref) return atom(`fits(${refName(schema.$ref)}, ${value})`)
    refuseUnknownKeywords(schema)
    const tests: Test[] = []
    if (schema.type !== undefined) tests.push(or([schema.type].flat().map((type: string) => typeTest(type, value, isObject))))
    if (schema.const !== undefined) tests.push(equals(value, schema.const))
    if (schema.enum) tests.push(schema.enum.length === 1 ? equals(value, schema.enum[0]) : isOneOf(value, schema.enum))
    tests.push(this.stringLimits(schema, value), this.numberLimits(schema, value), this.arrayLimits(schema, value))
    tests.push(this.members(schema, value, isObject || schema.type === 'object'))
    for (const part of schema.allOf ?? []) tests.push(this.test(part, value, isObject))
    if (schema.anyOf) tests.push(or(schema.anyOf.map((part: Schema) => this.test(part, value, isObject))))
    if (schema.oneOf) tests.push(exactlyOne(schema.oneOf.map((part: Schema) => this.test(part, value, isObject))))
    if (schema.not !== undefined) tests.push(not(this.test(schema.not, value, isObject)))
    if (schema.if !== undefined) {
      const condition = this.test(schema.if, value, isObject)
      if (schema.then !== undefined) tests.push(or([not(condition), this.test(schema.then, value, isObject)]))
      if (schema.else !== undefined) tests.push(or([condition, this.test(schema.else, value, isObject)]))
    }
    return and(tests)
  }

  private stringLimits({ minLength, maxLength, pattern }: Schema, value: string): Test {
    const tests: Test[] = []
    if (minLength !== undefined) tests.push(minLength === 1 ? unequal(value, "''") : compare(`lengthOf(${value}) >= ${minLength}`))
    if (maxLength !== undefined) tests.push(compare(`lengthOf(${value}) <= ${maxLength}`))
    if (pattern !== undefined) tests.push(atom(`/${new RegExp(pattern, 'u').source}/u.test(${value})`))
    return tests.length === 0 ? always : or([unequal(`typeof ${value}`, "'string'"), and(tests)])
  }

  private numberLimits({ minimum, maximum }: Schema, value: string): Test {
    const tests: Test[] = []
    if (minimum !== undefined) tests.push(compare(`${value} >= ${minimum}`))
    if (maximum !== undefined) tests.push(compare(`${value} <= ${maximum}`))
    return tests.length === 0 ? always : or([unequal(`typeof ${value}`, "'number'"), and(tests)])
  }

  private arrayLimits({ minItems, maxItems, items, contains }: Schema, value: string): Test {
    const tests: Test[] = []
    if (minItems !== undefined) tests.push(compare(`${value}.length >= ${minItems}`))
    if (maxItems !== undefined) tests.push(compare(`${value}.length <= ${maxItems}`))
    if (items !== undefined) tests.push(this.each('every', items, value))
    if (contains !== undefined) tests.push(this.each('some', contains, value))
    return tests.length === 0 ? always : or([atom(`!Array.isArray(${value})`), and(tests)])
  }

  private each(kind: 'every' | 'some', schema: Schema, value: string): Test {
    const name = `item${this.items++ || ''}`
    const test = this.test(schema, name)
    if (test.text === 'true' && kind === 'every') return always
    return atom(`${value}.${kind}((${name}: any) => ${test.text})`)
  }

  private members({ required = [], properties = {} }: Schema, value: string, isObject: boolean): Test {
    const tests: Test[] = []
    for (const name of required) {
      refuseInheritedName(name)
      // A test that undefined fails says already that the member is there.
      if (!failsWhenMissing(properties[name])) tests.push(unequal(member(value, name), 'undefined'))
    }
    for (const [name, property] of Object.entries<Schema>(properties)) {
      refuseInheritedName(name)
      const test = this.test(property, member(value, name))
      tests.push(required.includes(name) || test.text === 'true' ? test : or([equal(member(value, name), 'undefined'), test]))
    }
    const together = and(tests)
    return isObject || together.text === 'true' ? together : or([atom(`!isObject(${value})`), together])
  }
}

function failsWhenMissing(schema: Schema): boolean {
  return schema !== undefined && (schema.type !== undefined || schema.const !== undefined || schema.enum !== undefined)
}

/** Compiled rules read members without asking whether they are own ones. */
function refuseInheritedName(name: string): void {
  if (name in Object.prototype) throw new Error(`a member cannot be named '${name}': every JavaScript object has one of that name`)
}

function typeTest(type: string, value: string, isObject: boolean): Test {
  if (type === 'null') return equal(value, 'null')
  if (type === 'array') return atom(`Array.isArray(${value})`)
  if (type === 'object') return isObject ? always : atom(`isObject(${value})`)
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
