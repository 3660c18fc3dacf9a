import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { brokenRule } from '../src/index.js'
import { bodiesOf, seed } from './support/bodies.js'
import { gateways, official } from './support/document.js'
import { StockPrism } from './support/prism.js'

describe.each([
  { name: 'the official document', document: official, bodies: 30_000, least: 20_000 },
  { name: 'the document of CometAPI', document: gateways[0]!, bodies: 5_000, least: 5_000 },
  { name: 'the document of Cloudsway', document: gateways[1]!, bodies: 2_500, least: 2_500 },
])('$name: zod, Ajv and stock Prism say the same of the JSON Schema part', async ({ name, document, bodies, least }) => {
  const { requestOperations } = document
  const stockPrism = await StockPrism.load(document)
  /** Where more rules meet, more bodies are tried. */
  const share = new Map(requestOperations.map(({ id, schema }) => [id, 1 + document.rulesOf(schema).size]))
  const shares = [...share.values()].reduce((sum, one) => sum + one)

  const compared = { accepted: 0, refused: 0, 'refused by x-kling-rules alone': 0 }
  /** Rules that were the only thing wrong with some body, so that a validator without them would have been noticed. */
  const decisive = new Map<string, Set<string>>(requestOperations.map(({ id }) => [id, new Set()]))
  afterAll(() => console.log(`${name}, seed ${seed}: ${compared.accepted + compared.refused} bodies compared`, compared))

  test.each(requestOperations)('$id', (operation) => {
    const ajv = document.ajvFor(operation.schema)
    const prism = stockPrism.verdictOf(operation)
    const property = fc.property(bodiesOf(document, operation), (body) => {
      const result = operation.validator.safeParse(body, { reportInput: true })
      const broken = new Set(result.success ? [] : result.error.issues.map(brokenRule))
      const accepted = [...broken].every((rule) => document.otherRules.has(rule))
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
      numRuns: Math.ceil((bodies * share.get(operation.id)!) / shares),
      // The documented and the invalid bodies as they are come first.
      examples: [...Object.values(operation.examples), ...Object.values(operation.invalid).map(({ value }) => value)].map((body) => [body]),
    })
  })

  test(`at least ${least} bodies were compared, a fifth of them accepted and a fifth refused`, () => {
    const total = compared.accepted + compared.refused
    expect(total).toBeGreaterThanOrEqual(least)
    expect(compared.accepted / total).toBeGreaterThan(0.2)
    expect(compared.refused / total).toBeGreaterThan(0.2)
  })

  // The rules of the gateways are those of the official document.
  if (document === official) {
    test('every rule decided alone about some body', () => {
      const never = requestOperations.flatMap(({ id, schema }) =>
        [...document.rulesOf(schema)].filter((rule) => !decisive.get(id)!.has(rule)).map((rule) => `${id}: ${rule}`),
      )
      expect(never).toEqual([])
    })
  }

  test('no name stands for a rule of JSON Schema and for another one', () => {
    const schemaRules = document.rulesOf(document.content, ['x-kling-rule'])
    expect([...document.otherRules].filter((rule) => schemaRules.has(rule))).toEqual([])
  })
})

/** Prism takes a body that JavaScript holds for false for a missing one. */
function isNoBody(body: unknown): boolean {
  return !body
}
