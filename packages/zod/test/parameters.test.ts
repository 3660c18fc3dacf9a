import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { brokenRule, validators } from '../src/index.js'
import { seed } from './support/bodies.js'
import { type Json, official } from './support/document.js'

/** Texts a URL can hold; those that are whole numbers mean the same as the number. */
const texts = [
  '',
  ' ',
  'x',
  '0',
  '1',
  '20',
  '500',
  '501',
  '1000',
  '1001',
  '-1',
  '1.5',
  '1e2',
  '0x10',
  '007',
  ' 1',
  '1781080778802',
  'null',
  'a,b',
  'a,'.repeat(25),
  'id-1',
]
const numbers = [0, 1, 20, 500, 501, 1000, 1001, -1, 1.5, 1e21]
const others = [null, true, [], ['1'], {}]

const compared = { accepted: 0, refused: 0 }
afterAll(() => console.log(`seed ${seed}: ${compared.accepted + compared.refused} sets of parameters compared`, compared))

describe.each(['query', 'path'] as const)('the %s validators say what Ajv says of the parameters', (place) => {
  test.each(official.parametersIn(place))('$id', ({ id, parameters }) => {
    const ajv = official.ajvFor({
      type: 'object',
      properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
      required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
      ...(place === 'query' ? official.operation(id)['x-kling-query-rules'] : {}),
    })
    const integers = parameters.filter((parameter) => parameter.schema.type === 'integer').map((parameter) => parameter.name)
    const value = fc.oneof(
      { arbitrary: fc.constantFrom<unknown>('1', '20', 500, 1781080778802), weight: 4 },
      { arbitrary: fc.constantFrom<unknown>(...texts, ...numbers, ...others), weight: 1 },
    )
    const given = fc.record(Object.fromEntries(parameters.map((parameter) => [parameter.name, value])), { requiredKeys: [] })
    fc.assert(
      fc.property(given, (values) => {
        const result = (validators as Json)[id][place].safeParse(values, { reportInput: true })
        const broken: string[] = result.success ? [] : result.error.issues.map(brokenRule)
        const accepted = broken.every((rule) => official.otherRules.has(rule))
        compared[accepted ? 'accepted' : 'refused']++
        expect(accepted, broken.join()).toBe(ajv(withNumbers(values, integers)))
      }),
      { seed, numRuns: 120 },
    )
  })
})

test('both verdicts are well represented', () => {
  const total = compared.accepted + compared.refused
  expect(total).toBeGreaterThan(4_000)
  expect(compared.accepted / total).toBeGreaterThan(0.2)
  expect(compared.refused / total).toBeGreaterThan(0.2)
})

/** What Ajv is handed: numbers for the digits in a URL. */
function withNumbers(values: Record<string, unknown>, integers: string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      integers.includes(name) && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
    ]),
  )
}
