import fc from 'fast-check'
import type { Json, PublishedDocument, RequestOperation } from './document.js'
import { mutationsOf } from './mutations.js'

/** The same bodies on every run; another seed gives others: `SEED=7 vitest run`. */
export const seed = Number(process.env.SEED ?? 20260928)

/** Bodies of an operation: documented and invalid ones, with up to three changes. */
export function bodiesOf(document: PublishedDocument, { schema, examples, invalid }: RequestOperation): fc.Arbitrary<Json> {
  const good = Object.values(examples)
  const bad = Object.values(invalid).map(({ value }) => value)
  const start = fc.oneof({ arbitrary: fc.constantFrom(...good), weight: 3 }, { arbitrary: fc.constantFrom(...good, ...bad), weight: 1 })
  const picks = fc.array(fc.noBias(fc.nat({ max: 0x7fffffff })), { maxLength: 3 })
  return fc.tuple(start, picks).map(([body, choices]) => choices.reduce((changed, choice) => mutated(document, schema, changed, choice), body))
}

function mutated(document: PublishedDocument, schema: Json, body: Json, choice: number): Json {
  const mutations = mutationsOf(document, schema, body)
  return mutations[choice % mutations.length]!()
}
