import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { brokenRule, validators } from '../src/index.js'
import { bodiesOf, seed } from './support/bodies.js'
import { ajvFor, type Json, namesOfOtherRules, namesOfSchemaRules, requestOperations, rulesOf } from './support/document.js'
import { prismFor } from './support/prism.js'

const generated = 30_000
/** Where more rules meet, more bodies are tried. */
const share = new Map(requestOperations.map((operation) => [operation.id, 1 + rulesOf(operation.schema).size]))
const shares = [...share.values()].reduce((sum, one) => sum + one)

const compared = { accepted: 0, refused: 0, 'refused by x-kling-rules alone': 0 }
/** Rules that were the only thing wrong with some body, so that a validator without them would have been noticed. */
const decisive = new Map<string, Set<string>>(requestOperations.map(({ id }) => [id, new Set()]))

afterAll(() => console.log(`seed ${seed}: ${compared.accepted + compared.refused} bodies compared`, compared))

describe('zod, Ajv and stock Prism say the same of the JSON Schema part', () => {
  test.each(requestOperations)('$id', (operation) => {
    const ajv = ajvFor(operation.schema)
    const prism = prismFor(operation)
    const zod = (validators as Json)[operation.id].body
    const property = fc.property(bodiesOf(operation), (body) => {
      const result = zod.safeParse(body, { reportInput: true })
      const broken = new Set<string>(result.success ? [] : result.error.issues.map(brokenRule))
      const accepted = [...broken].every((rule) => namesOfOtherRules.has(rule))
      compared[accepted ? 'accepted' : 'refused']++
      if (accepted && broken.size > 0) compared['refused by x-kling-rules alone']++
      if (broken.size === 1) decisive.get(operation.id)!.add([...broken][0]!)

      const verdicts = { zod: accepted, ajv: ajv(body), prism: isNoBody(body) ? accepted : prism(body) }
      if (new Set(Object.values(verdicts)).size > 1) {
        throw new Error(`${JSON.stringify(verdicts)}; zod: ${[...broken].join(', ')}; Ajv: ${ajv.errors?.[0]?.message}; body: ${JSON.stringify(body)}`)
      }
    })
    fc.assert(property, {
      seed,
      numRuns: Math.ceil((generated * share.get(operation.id)!) / shares),
      // The documented and the invalid bodies as they are come first.
      examples: [...Object.values(operation.examples), ...Object.values(operation.invalid).map(({ value }) => value)].map((body) => [body]),
    })
  })

  test('at least 20,000 bodies were compared, a fifth of them accepted and a fifth refused', () => {
    const total = compared.accepted + compared.refused
    expect(total).toBeGreaterThanOrEqual(20_000)
    expect(compared.accepted / total).toBeGreaterThan(0.2)
    expect(compared.refused / total).toBeGreaterThan(0.2)
  })

  test('every rule decided alone about some body', () => {
    const never = requestOperations.flatMap(({ id, schema }) =>
      [...rulesOf(schema)].filter((rule) => !decisive.get(id)!.has(rule)).map((rule) => `${id}: ${rule}`),
    )
    expect(never).toEqual([])
  })
})

/** Prism takes a body that JavaScript holds for false for a missing one. */
function isNoBody(body: unknown): boolean {
  return !body
}

test('no name stands for a rule of JSON Schema and for another one', () => {
  expect([...namesOfOtherRules].filter((name) => namesOfSchemaRules.has(name))).toEqual([])
})
