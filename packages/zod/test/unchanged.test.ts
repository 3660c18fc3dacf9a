import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { validators } from '../src/index.js'
import { bodiesOf, seed } from './support/bodies.js'
import { type Json, official } from './support/document.js'

/** Validators judge, they never change what they are given. */

const { requestOperations, responses, resolve } = official

let accepted = 0
afterAll(() => console.log(`seed ${seed}: ${accepted} accepted bodies came out as they went in`))

describe('requests', () => {
  describe.each(requestOperations)('$id', (operation) => {
    const { validator: body, examples } = operation

    test('every documented body comes out as it went in', () => {
      for (const example of Object.values(examples)) comesOutAsItWentIn(body, example)
    })

    test('so does every mutated body that happens to be accepted', () => {
      const property = fc.property(bodiesOf(official, operation), (given) => {
        if (!body.safeParse(given).success) return
        accepted++
        comesOutAsItWentIn(body, given)
      })
      fc.assert(property, { seed, numRuns: 60 })
    })

    test('members nobody knows are kept, on every level', () => {
      for (const example of Object.values(examples)) {
        const extended = withStrangers(example)
        expect(JSON.stringify(extended)).toContain('stranger')
        comesOutAsItWentIn(body, extended)
      }
    })
  })

  test('enough mutated bodies were accepted to mean something', () => expect(accepted).toBeGreaterThan(1000))
})

test('defaults are told, not filled in', () => {
  const { body } = validators.createText2Video
  expect(resolve(official.content.components.schemas.Text2VideoRequest).properties.duration.default).toBe('5')
  expect(body.parse({ prompt: 'a cat' })).toStrictEqual({ prompt: 'a cat' })
})

describe('responses', () => {
  const statesAndKinds = fc.string({ minLength: 1, maxLength: 12 })
  const strangerValues = fc.json().map((text) => JSON.parse(text))

  describe.each(responses)('$id', ({ id, schema, examples }) => {
    const { response } = (validators as Json)[id]

    test.each(Object.keys(examples))('%s comes out as it went in', (name) => comesOutAsItWentIn(response, examples[name]))

    test('unknown members are accepted and kept', () => {
      fc.assert(
        fc.property(fc.constantFrom(...Object.values(examples)), strangerValues, (example, stranger) =>
          comesOutAsItWentIn(response, withStrangers(example, stranger)),
        ),
        { seed, numRuns: 20 },
      )
    })

    test('states and kinds that are new are accepted', () => {
      fc.assert(
        fc.property(fc.constantFrom(...Object.values(examples)), statesAndKinds, (example, value) =>
          comesOutAsItWentIn(response, withNewValues(schema, example, value)),
        ),
        { seed, numRuns: 20 },
      )
    })
  })

  test('there are states and kinds to be new', () => {
    const changed = responses.flatMap(({ schema, examples }) =>
      Object.values(examples).map((example) => JSON.stringify(withNewValues(schema, example, 'of-tomorrow')).includes('of-tomorrow')),
    )
    expect(changed.filter(Boolean).length).toBeGreaterThan(100)
  })
})

function comesOutAsItWentIn(schema: Json, given: Json): void {
  const before = structuredClone(given)
  const result = schema.safeParse(given)
  expect(result.success, JSON.stringify(result.error?.issues)).toBe(true)
  expect(result.data).toStrictEqual(before)
  expect(given).toStrictEqual(before)
}

/** A member of an unknown name in every object. */
function withStrangers(value: Json, stranger: unknown = { deep: [1] }): Json {
  if (Array.isArray(value)) return value.map((item) => withStrangers(item, stranger))
  if (value === null || typeof value !== 'object') return value
  return { ...Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withStrangers(member, stranger)])), stranger }
}

/** Another text wherever the document lists the known ones. */
function withNewValues(given: Json, value: Json, text: string): Json {
  const parts = partsOf(given)
  if (typeof value === 'string') return parts.some((part) => part.enum) ? text : value
  if (Array.isArray(value)) return value.map((item) => withNewValues({ allOf: parts.map((part) => part.items ?? {}) }, item, text))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withNewValues({ allOf: parts.map((part) => part.properties?.[name] ?? {}) }, member, text)]),
  )
}

function partsOf(given: Json): Json[] {
  const schema = resolve(given)
  return [schema, ...[...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(partsOf)]
}
