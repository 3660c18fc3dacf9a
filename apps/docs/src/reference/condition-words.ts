import { code, oneOf } from './markup.ts'
import type { Schema } from './schema.ts'

/** What an object must fulfil, as a clause: `mode` is `pro` and `image_tail` is given. */
export function conditionWords(schema: Schema, at = ''): string {
  const { required = [], properties = {}, not, anyOf, oneOf: exactlyOne, allOf, if: condition, then, else: otherwise } = schema
  const names = [...new Set([...Object.keys(properties), ...required])]
  const clauses = names.flatMap((name) => memberWords(properties[name] ?? {}, at ? `${at}.${name}` : name, required.includes(name)))
  if (not && Object.keys(not).length > 0) clauses.push(notWords(not, at))
  if (anyOf) clauses.push(choiceWords(anyOf, at))
  if (exactlyOne) clauses.push(`exactly one holds: ${exactlyOne.map((branch: Schema) => conditionWords(branch, at)).join('; ')}`)
  if (allOf) clauses.push(...allOf.map((part: Schema) => conditionWords(part, at)))
  if (condition) clauses.push(`when ${conditionWords(condition, at)}: ${conditionWords(then ?? otherwise ?? {}, at)}`)
  const said = clauses.filter(Boolean)
  return said.length === 1 ? said[0]! : said.map((clause) => (clause.includes(', or ') ? `(${clause})` : clause)).join(' and ')
}

function choiceWords(branches: Schema[], at: string): string {
  return branches
    .map((branch) => conditionWords(branch, at))
    .filter(Boolean)
    .join(', or ')
}

/** What must hold of one member; a member without `required` is judged only where it is there. */
function memberWords(schema: Schema, path: string, needed: boolean): string[] {
  const {
    required,
    properties,
    anyOf,
    oneOf: exactlyOne,
    allOf,
    not,
    contains,
    minLength,
    minItems,
    maxItems,
    type,
    pattern,
    minimum,
    maximum,
    items,
    ...rest
  } = schema
  const clauses: string[] = []
  if ('const' in rest) clauses.push(`\`${path}\` is ${code(rest['const'])}`)
  if (rest['enum']) clauses.push(`\`${path}\` is ${enumWords(rest['enum'])}`)
  if (contains) clauses.push(`\`${path}\` holds ${entryWords(contains)}`)
  if (minItems > 1) clauses.push(`\`${path}\` has at least ${minItems} entries`)
  if (maxItems !== undefined)
    clauses.push(maxItems === 0 ? `\`${path}\` is empty` : `\`${path}\` has at most ${maxItems} ${maxItems === 1 ? 'entry' : 'entries'}`)
  if (items) clauses.push(`in every entry of \`${path}\` ${entryRule(items)}`)
  if (minLength > 1) clauses.push(`\`${path}\` has at least ${minLength} characters`)
  if (minimum !== undefined) clauses.push(`\`${path}\` is at least ${minimum}`)
  if (maximum !== undefined) clauses.push(`\`${path}\` is at most ${maximum}`)
  if (pattern && pattern !== '\\S') clauses.push(`\`${path}\` matches ${code(pattern)}`)
  if (not && Object.keys(not).length > 0) clauses.push(negatedMember(not, path))
  if (required || properties || anyOf || exactlyOne || allOf) {
    const inner = conditionWords({ required, properties, anyOf, oneOf: exactlyOne, allOf }, path)
    if (inner) clauses.push(inner)
  }
  if (clauses.length > 0) return clauses
  return needed || minLength === 1 || minItems === 1 || type ? [`\`${path}\` is given`] : []
}

function notWords(schema: Schema, at: string): string {
  const { required = [], properties = {}, anyOf } = schema
  const names = [...new Set([...Object.keys(properties), ...required])]
  if (anyOf && names.length === 0) return anyOf.map((branch: Schema) => notWords(branch, at)).join(' and ')
  if (names.length === 1) {
    const path = at ? `${at}.${names[0]}` : names[0]!
    return negatedMember(properties[names[0]!] ?? {}, path)
  }
  const inner = conditionWords(schema, at)
  return inner ? `not (${inner})` : ''
}

function negatedMember(schema: Schema, path: string): string {
  if (schema['enum']) return `\`${path}\` is not ${enumWords(schema['enum'])}`
  if ('const' in schema) return `\`${path}\` is not ${code(schema['const'])}`
  if (schema['contains']) return `\`${path}\` does not hold ${entryWords(schema['contains'])}`
  if (schema['required'] || schema['properties'] || schema['anyOf']) return notWords(schema, path)
  return `\`${path}\` is not given`
}

function entryWords(contains: Schema): string {
  const { properties = {}, ...rest } = contains
  const [name, only] = Object.entries<Schema>(properties)[0] ?? []
  if (name && only && Object.keys(properties).length === 1 && ('const' in only || only['enum']))
    return `an entry whose \`${name}\` is ${enumWords(only['enum'] ?? [only['const']])}`
  return `an entry where ${conditionWords({ properties, ...rest }) || 'anything stands'}`
}

function entryRule(items: Schema): string {
  return conditionWords(items) || (items['const'] !== undefined || items['enum'] ? `stands ${enumWords(items['enum'] ?? [items['const']])}` : 'holds')
}

/** Flags are listed as the service takes them, true and "true". */
function enumWords(values: unknown[]): string {
  const distinct = [...new Map(values.map((value) => [String(value), value])).values()]
  if (distinct.length > 10) return `one of ${distinct.length} values, ${distinct.slice(0, 3).map(code).join(', ')} … ${code(distinct.at(-1))}`
  return oneOf(distinct)
}
