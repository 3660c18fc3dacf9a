import { describe, expect, test } from 'vitest'
import { checkDocument } from '../src/check.ts'
import type { InvalidBody } from '../src/load-examples.ts'
import type { JsonObject } from '../src/types.ts'
import { smallDocument } from './small-document.ts'

/** Bodies that break the rule and the limits of the small document. */
const refused = (): Record<string, InvalidBody> => ({
  'empty-prompt': { rule: 'mode-needs-prompt', value: { prompt: '', mode: 'pro' } },
  'no-prompt': { rule: 'required', value: {} },
  'unknown-mode': { rule: 'enum', value: { prompt: 'a fox', mode: 'ultra' } },
})

function findings(change: (document: JsonObject, invalid: Record<string, InvalidBody>) => void = () => {}): string[] {
  const document = smallDocument()
  const invalid = refused()
  change(document, invalid)
  return checkDocument({ document, invalid: { createThing: invalid } })
}

const request = (document: JsonObject) => document.components.schemas.ThingRequest
const requests = (document: JsonObject) => document.paths['/v1/things'].post.requestBody.content['application/json'].examples
const answers = (document: JsonObject) => document.paths['/v1/things/{id}'].get.responses[200].content['application/json'].examples

test('nothing is found where examples and schemas agree', () => {
  expect(findings()).toEqual([])
})

describe('of accepted bodies', () => {
  test('one that the schema refuses', () => {
    const found = findings((document) => {
      requests(document).full.value.mode = 'ultra'
    })
    expect(found).toContain('createThing: request example full is refused: /mode must be equal to one of the allowed values: std, pro')
  })

  test('one that breaks a rule which JSON Schema cannot say', () => {
    const found = findings((document, invalid) => {
      request(document)['x-kling-rules'] = [{ name: 'one-decimal', message: 'no', compare: [{ count: 'prompt' }, '<', 1] }]
      invalid['many'] = { rule: 'one-decimal', value: { prompt: 'a fox' } }
    })
    expect(found).toEqual(['createThing: request example minimal breaks rule one-decimal', 'createThing: request example full breaks rule one-decimal'])
  })

  test('fields that none of them shows', () => {
    const found = findings((document) => {
      request(document).properties.camera = { type: 'object', properties: { zoom: { type: 'integer' } } }
    })
    expect(found).toEqual(['createThing: no request example shows camera; write one in examples/requests.yaml'])
  })

  test('branches of a union that none of them shows', () => {
    const found = findings((document) => {
      const branch = (type: string) => ({ type: 'object', required: ['type'], properties: { type: { type: 'string', const: type } } })
      request(document).properties.contents = { type: 'array', items: { oneOf: [branch('prompt'), branch('frame')], discriminator: { propertyName: 'type' } } }
      requests(document).full.value.contents = [{ type: 'prompt' }]
    })
    expect(found).toEqual(['createThing: no request example shows contents[]{frame}; write one in examples/requests.yaml'])
  })
})

describe('of bodies to be refused', () => {
  test('one that is accepted', () => {
    const found = findings((_, invalid) => {
      invalid['fine'] = { rule: 'enum', value: { prompt: 'a fox' } }
    })
    expect(found).toEqual(['createThing: invalid body fine is accepted'])
  })

  test('one that is refused, but not by the x-kling-rules entry it names', () => {
    const found = findings((document, invalid) => {
      request(document)['x-kling-rules'] = [{ name: 'short', message: 'no', when: { properties: { prompt: { maxLength: 3 } } }, compare: [1, '<', 0] }]
      invalid['short'] = { rule: 'short', value: { prompt: 'fox' } }
      invalid['long'] = { rule: 'short', value: { prompt: 'a fox', mode: 'ultra' } }
    })
    expect(found).toEqual(['createThing: invalid body long does not break short'])
  })

  test('one that names no rule and no keyword', () => {
    const found = findings((_, invalid) => {
      invalid['no-prompt']!.rule = 'prompt-required'
    })
    expect(found).toEqual(["createThing: invalid body no-prompt names 'prompt-required', which is no rule of this schema and no keyword"])
  })

  test('a rule that none of them breaks', () => {
    const found = findings((_, invalid) => {
      invalid['empty-prompt']!.rule = 'minLength'
    })
    expect(found).toEqual(['createThing: no invalid body breaks mode-needs-prompt; write one in examples/invalid.yaml'])
  })

  test('fewer than three', () => {
    const found = findings((_, invalid) => {
      delete invalid['no-prompt']
    })
    expect(found).toEqual(['createThing: fewer than three invalid bodies; write more in examples/invalid.yaml'])
  })
})

describe('of answers', () => {
  test('an example that breaks its schema', () => {
    const found = findings((document) => {
      answers(document).failed.value.data.id = 12
    })
    expect(found).toEqual(['getThing: response example 200 failed breaks its schema: /data/id must be string'])
  })

  test('the call of a webhook that breaks its schema', () => {
    const found = findings((document) => {
      document.webhooks.thingUpdated.post.requestBody.content['application/json'].examples.done.value = []
    })
    expect(found).toEqual(['thingUpdated: example done breaks its schema: / must be object'])
  })

  test('an id of 18 digits is an integer, although no number of JavaScript holds it', () => {
    const found = findings((document) => {
      document.components.schemas.Thing.properties.element_id = { type: 'integer', minimum: 1 }
      answers(document).failed.value.data.element_id = 829836802793406551n
    })
    expect(found).toEqual([])
  })
})
