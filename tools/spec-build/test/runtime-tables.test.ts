import { describe, expect, test } from 'vitest'
import { requestFields } from '../src/request-fields.ts'
import { requestDefaults, runtimeTables, takesCallback } from '../src/runtime-tables.ts'
import { smallDocument } from './small-document.ts'

/** The tables of a document whose one create has this request. */
function tablesOf(request: object, data: object = {}) {
  const document = smallDocument()
  document.components.schemas.ThingRequest = { type: 'object', ...request }
  return runtimeTables({ document, invalid: {} }, data)
}

describe('fields of a request', () => {
  test('with the paths that rules use, through references, lists and choices', () => {
    const document = {
      components: {
        schemas: {
          Voice: { type: 'object', properties: { type: { const: 'voice' }, voice_id: { type: 'string' } } },
          Prompt: { type: 'object', properties: { type: { const: 'prompt' }, text: { type: 'string' } } },
          Options: { type: 'object', properties: { callback_url: { type: 'string' } } },
        },
      },
    }
    const schema = {
      allOf: [
        { type: 'object', properties: { base: { type: 'string' } } },
        { if: {}, then: { properties: { never: {} } } },
      ],
      properties: {
        options: { $ref: '#/components/schemas/Options' },
        list: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
        contents: {
          type: 'array',
          items: { oneOf: [{ $ref: '#/components/schemas/Voice' }, { $ref: '#/components/schemas/Prompt' }], discriminator: { propertyName: 'type' } },
        },
      },
    }
    expect(requestFields(document, schema).map(({ path }) => path)).toEqual([
      'base',
      'options',
      'options.callback_url',
      'list',
      'list[]',
      'list[].id',
      'contents',
      'contents[type=voice]',
      'contents[type=voice].type',
      'contents[type=voice].voice_id',
      'contents[type=prompt]',
      'contents[type=prompt].type',
      'contents[type=prompt].text',
    ])
  })

  test('of a schema that refers to itself, once', () => {
    const document = { components: { schemas: { Tree: { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } } } } }
    expect(requestFields(document, { $ref: '#/components/schemas/Tree' })).toEqual([])
  })
})

describe('what behaviour is derived from', () => {
  test('defaults, nested as in the body, and of query parameters', () => {
    const document = smallDocument()
    document.components.schemas.ThingRequest = {
      type: 'object',
      properties: { mode: { type: 'string', default: 'std' }, settings: { type: 'object', properties: { duration: { type: 'integer', default: 5 } } } },
    }
    document.components.parameters = { PageNum: { name: 'pageNum', in: 'query', schema: { type: 'integer', default: 1 } } }
    document.paths['/v1/things'].get.parameters = [{ $ref: '#/components/parameters/PageNum' }, { name: 'other', in: 'query', schema: { type: 'string' } }]
    expect(requestDefaults({ document, invalid: {} })).toEqual({ createThing: { mode: 'std', settings: { duration: 5 } }, listThing: { pageNum: 1 } })
  })

  test('references, each once, with what is known of them', () => {
    const reference = { kind: 'video', from: 'createOther', max_age_days: 30, min_seconds: 2, max_seconds: 20 }
    const field = { anyOf: [{ type: 'string' }], 'x-kling-reference': reference }
    const { references } = tablesOf({
      allOf: [{ type: 'object', properties: { video_id: field } }],
      properties: { video_id: field, other: { type: 'string' } },
    })
    expect(references).toEqual({ createThing: [{ path: 'video_id', kind: 'video', from: 'createOther', maxAgeDays: 30, minSeconds: 2, maxSeconds: 20 }] })
  })

  test('lists of ids, without those that were seen refused', () => {
    const voice = { type: 'string', 'x-kling-reference': { kind: 'speech_voice', catalogue: 'voices.speech', language: 'voice_language' } }
    const speech = [{ id: 'a', name_en: 'A', name_zh: 'A' }, { id: 'b', name_zh: 'B' }, { id: 'c' }, { id: 'd', name_en: 'D', refused: '2026-06' }]
    const { catalogues, references } = tablesOf({ properties: { voice_id: voice } }, { voices: { speech } })
    expect(catalogues).toEqual({ speech_voice: { a: ['en', 'zh'], b: ['zh'], c: [] } })
    expect(references.createThing).toEqual([{ path: 'voice_id', kind: 'speech_voice', language: 'voice_language' }])
    expect(() => tablesOf({ properties: { voice_id: voice } }, {})).toThrow("there is no list 'voices.speech'")
  })

  test('where the length and the spoken text stand', () => {
    const { lengths, spoken } = tablesOf({
      properties: {
        shots: { type: 'array', items: { type: 'object', properties: { duration: { type: 'string', 'x-kling-unit': 's' } } } },
        delay: { type: 'integer', 'x-kling-unit': 'ms' },
        settings: { type: 'object', properties: { duration: { type: 'integer', 'x-kling-unit': 's' } } },
        words: { type: 'string', 'x-kling-spoken': true },
      },
    })
    expect([lengths, spoken]).toEqual([{ createThing: 'settings.duration' }, { createThing: 'words' }])
  })

  test('whether tasks can call back', () => {
    const document = smallDocument()
    const takes = (properties: object) => {
      document.components.schemas.ThingRequest = { type: 'object', properties }
      return takesCallback({ document, invalid: {} }, 'createThing')
    }
    expect(takes({ callback_url: { type: 'string' } })).toBe(true)
    expect(takes({ options: { type: 'object', properties: { callback_url: { type: 'string' } } } })).toBe(true)
    expect(takes({ settings: { type: 'object', properties: { callback_url: { type: 'string' } } } })).toBe(false)
    expect(takesCallback({ document, invalid: {} }, 'getThing')).toBe(false)
  })

  test('prices, durations and values of units as they stand in the data files', () => {
    const { prices, durations, unitValues } = tablesOf(
      {},
      {
        pricing: {
          prices: [{ operations: ['createThing'], per: 'call', units: 2, package: 'video', source: 'page' }],
          unit_values: [{ package: 'video', currency: 'USD', value: 0.14, origin: 'documented' }],
        },
        durations: {
          rows: [
            { operations: ['createThing'], base: 10, per_second: 2, evidence: 'observed' },
            { base: 40, evidence: 'estimated' },
          ],
        },
      },
    )
    expect(prices).toEqual([{ operations: ['createThing'], per: 'call', units: 2, package: 'video' }])
    expect(durations).toEqual([{ operations: ['createThing'], base: 10, perSecond: 2 }, { base: 40 }])
    expect(unitValues).toEqual([{ package: 'video', currency: 'USD', value: 0.14 }])
  })

  test('models that an operation refuses', () => {
    const model = (name: string, status: string, served: object[] = []) => ({ model_name: name, status, operations: ['createThing'], served })
    const retired = (...models: object[]) => tablesOf({}, { capabilities: { models } }).retiredModels
    expect(retired(model('new', 'current'), model('old', 'retired'))).toEqual({ createThing: ['old'] })
    // A probe knows better, either way.
    const probe = (served: boolean) => [{ operation: 'createThing', served }]
    expect(retired(model('new', 'current', probe(false)), model('old', 'retired', probe(true)))).toEqual({ createThing: ['new'] })
    // Where nothing would be left, the operation goes on without the field; only what was seen refused is refused.
    expect(retired(model('a', 'retired'), model('b', 'retired', probe(false)))).toEqual({ createThing: ['b'] })
    expect(retired({ path_id: 'only-in-paths', status: 'retired' })).toEqual({})
  })

  test('ids that occur in documented requests', () => {
    const document = smallDocument()
    const create = document.paths['/v1/things'].post
    document.components.schemas.ThingRequest = {
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'object', properties: { id: { type: 'string', 'x-kling-reference': { kind: 'element' } } } } } },
    }
    create.requestBody.content['application/json'].examples = {
      minimal: { value: { list: [{ id: 829836802793406551n }, { id: '' }] } },
      full: { value: { list: [{ id: '7' }] } },
    }
    expect(runtimeTables({ document, invalid: {} }, {}).knownIds).toEqual({ element: ['7', '829836802793406551'] })
  })
})
