import { describe, expect, test } from 'vitest'
import { mediaRulesCode } from '../src/client-media.ts'

const file = (most: number) => ({ type: 'string', 'x-kling-media': { kind: 'image', forms: ['url'], max_bytes: most } })
const item = (type: string, most: number) => ({ type: 'object', properties: { type: { const: type }, url: file(most) } })

/** A document with one operation that takes that body. */
function documentOf(body: object, schemas: object = {}, days = [30]) {
  const references = Object.fromEntries(
    days.map((max_age_days) => [`After${max_age_days}`, { type: 'string', 'x-kling-reference': { kind: 'video', max_age_days } }]),
  )
  return {
    paths: {
      '/make': { post: { operationId: 'createThing', requestBody: { content: { 'application/json': { schema: body } } } }, get: { operationId: 'getThing' } },
    },
    components: { schemas: { ...schemas, ...references } },
  }
}

const fieldsOf = (code: string) => [...code.matchAll(/^ {4}"(.+)": (\w+),$/gm)].map(([, place, rule]) => [place, rule])

describe('places of fields', () => {
  test('in objects, lists, and items that their type tells apart; equal limits share one object', () => {
    const code = mediaRulesCode(
      documentOf(
        {
          type: 'object',
          properties: {
            image: file(1),
            list: { type: 'array', items: { type: 'object', properties: { image: { $ref: '#/components/schemas/Image' } } } },
            bare: { type: 'array', items: file(2) },
            contents: { type: 'array', items: { oneOf: [{ $ref: '#/components/schemas/First' }, item('last', 2)] } },
          },
        },
        { Image: file(1), First: item('first', 1) },
      ),
    )
    expect(fieldsOf(code)).toEqual([
      ['image', 'image1'],
      ['list[].image', 'image1'],
      ['bare[]', 'image2'],
      ['contents[type=first].url', 'image1'],
      ['contents[type=last].url', 'image2'],
    ])
    expect(code).toContain('createThing: {')
    expect(code).not.toContain('getThing')
  })

  test('a schema that holds itself comes to an end', () => {
    const tree = { type: 'object', properties: { image: file(1), child: { $ref: '#/components/schemas/Tree' } } }
    expect(fieldsOf(mediaRulesCode(documentOf({ $ref: '#/components/schemas/Tree' }, { Tree: tree })))).toEqual([['image', 'image1']])
  })

  test('two limits for one place are an error, not the last one', () => {
    const both = {
      oneOf: [
        { type: 'object', properties: { image: file(1) } },
        { type: 'object', properties: { image: file(2) } },
      ],
    }
    expect(() => mediaRulesCode(documentOf(both))).toThrow("'image' has two different limits")
  })
})

test('the days that results live are those of the document, which must agree', () => {
  expect(mediaRulesCode(documentOf({}))).toContain('resultDays = 30')
  expect(() => mediaRulesCode(documentOf({}, {}, [30, 7]))).toThrow('30 and 7')
  expect(() => mediaRulesCode(documentOf({}, {}, []))).toThrow('none')
})
