import { operations, requests } from '@klingkit/openapi'
import { defaults, facts, prices } from '@klingkit/openapi/runtime'
import { holds, valueAt } from './body-path.ts'
import { fieldValues } from './field-values.ts'

/** What the calculator knows of an operation. */
export interface StartingPoint {
  id: string
  tag: string
  /** The documented requests. */
  examples: Record<string, Record<string, unknown>>
  fields: Field[]
  facts: Fact[]
  /** What the length may follow from that is not in the body. */
  lengthOf?: string
}

/** A member of the body that the price depends on. */
export interface Field {
  path: string
  values: (string | number | boolean)[]
  default?: string | number | boolean
  min?: number
  max?: number
}

/** Whether the body has something in it. */
export interface Fact {
  name: string
  paths: string[]
  /** An example that has it. */
  donor?: string
}

/** Everything that has a line in the price table, with the members its lines speak of. */
export function startingPoints(): StartingPoint[] {
  return operations
    .filter(({ id }) => prices.some((row) => row.operations.includes(id)))
    .map(({ id, tag }) => {
      const rows = prices.filter((row) => row.operations.includes(id))
      const conditions = [...new Set(rows.flatMap(({ when = {} }) => Object.keys(when)))]
      const places = rows.flatMap(({ seconds, count }) => [seconds, count].flatMap((place) => (place && 'path' in place ? place.path : [])))
      const examples = requests[id] as StartingPoint['examples']
      const follows = rows.flatMap(({ seconds }) => (seconds && 'from' in seconds ? seconds.from : []))[0]
      return {
        id,
        tag,
        examples,
        fields: [...new Set([...conditions.filter((name) => !Object.hasOwn(facts, name)), ...places])].map((path) => fieldOf(id, path)),
        facts: conditions.filter((name) => Object.hasOwn(facts, name)).map((name) => factOf(name, examples)),
        ...(follows && { lengthOf: follows }),
      }
    })
}

function fieldOf(operation: StartingPoint['id'], path: string): Field {
  const known = fieldValues(operation, path)
  if (!known) throw new Error(`The price of ${operation} depends on ${path}, which its request does not have`)
  const initial = valueAt((defaults as Record<string, object>)[operation] ?? {}, path) as Field['default']
  return { path, ...known, ...(initial !== undefined && { default: initial }) }
}

function factOf(name: string, examples: StartingPoint['examples']): Fact {
  const paths = facts[name]!.any
  const donor = Object.keys(examples).find((example) => paths.some((path) => holds(examples[example]!, path)))
  return { name, paths, ...(donor && { donor }) }
}
