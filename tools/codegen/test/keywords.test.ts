import { afterAll, describe, expect, test } from 'vitest'
import { annotationKeywords, assertionKeywords, schemaKeywords } from '../../../spec/lint/schema-keywords.ts'
import { type KeywordCase, keywordCases } from './support/keyword-cases.ts'
import { ajvVerdict, generatedValidators, oneOperationDocument, prismVerdict, removeGenerated, zodVerdict } from './support/three-validators.ts'

type Schema = any

afterAll(removeGenerated)

const anything = { type: ['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'] }

/** The two ways a keyword becomes code: as part of a type, and inside a rule. */
const places: Record<string, (schema: Schema) => Schema> = {
  'as the schema of a property': (schema) => ({ type: 'object', properties: { value: schema } }),
  'inside a rule': (schema) => ({
    type: 'object',
    properties: { value: anything },
    allOf: [{ 'x-kling-rule': { name: 'the-rule', message: 'broken', at: 'value' }, properties: { value: schema } }],
  }),
}

function documentOf({ schema, components }: KeywordCase, place: string) {
  return oneOperationDocument({ ...components, Subject: places[place]!(schema) })
}

describe.each([...schemaKeywords, 'allOf of the same keyword'])('%s', (keyword) => {
  const cases = keywordCases[keyword] ?? []

  test('has cases', () => {
    expect(cases, `show in support/keyword-cases.ts that Prism, Ajv and zod treat '${keyword}' alike`).not.toEqual([])
  })

  for (const each of cases) {
    const label = `${each.shows ? `${each.shows}: ` : ''}${JSON.stringify(each.schema)}`

    test.each(Object.keys(places))(`${label} %s means the same to Prism, Ajv and zod`, async (place) => {
      const document = documentOf(each, place)
      const [prism, ajv, zod] = [await prismVerdict(document), ajvVerdict(document), await zodVerdict(document)]
      const verdicts = (value: unknown) => ({ value, prism: prism({ value }), ajv: ajv({ value }), zod: zod({ value }) })
      const expected = (value: unknown, verdict: boolean) => ({ value, prism: verdict, ajv: verdict, zod: verdict })
      expect([...each.accepted, ...each.refused].map(verdicts)).toEqual([
        ...each.accepted.map((value) => expected(value, true)),
        ...each.refused.map((value) => expected(value, false)),
      ])
    })

    if ((assertionKeywords as readonly string[]).includes(keyword)) {
      test(`${label} refuses because of the keyword`, () => {
        const { [keyword]: _, ...without } = each.schema
        const ajv = ajvVerdict(documentOf({ ...each, schema: without }, 'as the schema of a property'))
        expect(each.refused.length).toBeGreaterThan(0)
        expect(each.refused.some((value) => ajv({ value }))).toBe(true)
      })
    }
  }
})

test('a default is never filled in, neither in the request nor in what zod gives back', async () => {
  const document = oneOperationDocument({
    Subject: {
      type: 'object',
      properties: {
        mode: { type: 'string', default: 'std' },
        settings: { type: 'object', properties: { audio: { type: 'boolean', default: false } }, default: {} },
      },
    },
  })
  const body = {}
  expect((await prismVerdict(document))(body)).toBe(true)
  const { zSubject } = await generatedValidators(document)
  expect(zSubject!.parse(body)).toEqual({})
  expect(body).toEqual({})
})

test.each([...annotationKeywords])('%s judges nothing', async (keyword) => {
  const document = oneOperationDocument({
    Subject: { type: 'object', properties: { value: { type: 'string', [keyword]: keyword === 'deprecated' ? true : 'x' } } },
  })
  expect((await zodVerdict(document))({ value: 'y' })).toBe(true)
})
