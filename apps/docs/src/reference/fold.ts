import type { Rule, Schema } from './schema.ts'

/** A schema of the document as a reader thinks of it: one type with its limits, not a composition of schemas. */
export interface Folded {
  /** Keywords and extensions, without composition and members. */
  own: Schema
  properties: Record<string, Schema>
  required: string[]
  items?: Schema
  /** Kinds of object to choose from. */
  branches: Schema[]
  /** Types of plain value to choose from. */
  alternatives: Folded[]
  /** A variant that only tolerates a slip is taken as well. */
  lenient: boolean
  nullable: boolean
  /** The `enum` names the known values; others are possible. */
  open: boolean
  rules: Rule[]
}

export type Resolve = (reference: string) => Schema

export function fold(schema: Schema, resolve: Resolve): Folded {
  if (schema['$ref']) return fold(resolve(schema['$ref']), resolve)
  const { allOf = [], anyOf, oneOf, properties = {}, required = [], items, type, 'x-kling-rules': assertions = [], ...own } = schema
  const types: string[] = [type ?? []].flat()
  const nullable = types.includes('null')
  const plain = types.filter((each) => each !== 'null')
  const first: Folded = {
    own: { ...own, ...(plain.length > 0 && { type: plain.length === 1 ? plain[0] : plain }) },
    properties,
    required,
    ...(items && { items }),
    branches: [],
    alternatives: [],
    lenient: false,
    nullable,
    open: false,
    rules: [...allOf.filter(isRule).map(ruleOf), ...assertions],
  }
  const whole = allOf.filter((part: Schema) => !isRule(part)).reduce((sum: Folded, part: Schema) => join(sum, fold(part, resolve)), first)
  return anyOf || oneOf ? withChoice(whole, anyOf ?? oneOf, resolve) : whole
}

/** A part of `allOf` that says nothing but what must hold. */
function isRule(part: Schema): boolean {
  return 'x-kling-rule' in part || (!part['$ref'] && part['type'] === undefined)
}

function ruleOf({ 'x-kling-rule': rule, ...condition }: Schema): Rule {
  return { ...(rule ?? {}), condition }
}

function withChoice(whole: Folded, choice: Schema[], resolve: Resolve): Folded {
  const strict = choice.filter((branch) => branch['type'] !== 'null' && !branch['x-kling-lenient'])
  const lenient = whole.lenient || choice.some((branch) => branch['x-kling-lenient'])
  const nullable = whole.nullable || choice.some((branch) => branch['type'] === 'null')
  const folded = strict.map((branch) => fold(branch, resolve))
  const known = folded.find(({ own }) => own['enum'])
  const rest = folded.filter((each) => each !== known)
  const base = { ...whole, lenient, nullable }
  if (known && rest.length > 0 && rest.every(({ own }) => own['type'] === known.own['type'] && !own['enum'])) {
    const limits = Object.assign({}, ...rest.map(({ own }) => own))
    return { ...join({ ...known, own: { ...limits, ...known.own } }, base), open: true }
  }
  if (folded.length === 1) return join(folded[0]!, base)
  if (folded.every(({ own, properties }) => own['type'] === 'object' || Object.keys(properties).length > 0)) return { ...base, branches: strict }
  return { ...base, alternatives: folded }
}

/** Both hold; of what both say, the second is the more special. */
function join(first: Folded, second: Folded): Folded {
  const properties = { ...first.properties }
  for (const [name, schema] of Object.entries(second.properties)) {
    properties[name] = properties[name] ? { allOf: [asPart(properties[name]), asPart(schema)] } : schema
  }
  return {
    own: { ...first.own, ...second.own },
    properties,
    required: [...new Set([...first.required, ...second.required])],
    ...((second.items ?? first.items) && { items: (second.items ?? first.items)! }),
    branches: [...first.branches, ...second.branches],
    alternatives: [...first.alternatives, ...second.alternatives],
    lenient: first.lenient || second.lenient,
    nullable: first.nullable && second.nullable ? true : second.own['type'] ? second.nullable : first.nullable || second.nullable,
    open: first.open || second.open,
    rules: [...first.rules, ...second.rules],
  }
}

/** A part of `allOf` without a type would be taken for a rule. */
function asPart(schema: Schema): Schema {
  return schema['$ref'] || schema['type'] !== undefined ? schema : { type: [], ...schema }
}
