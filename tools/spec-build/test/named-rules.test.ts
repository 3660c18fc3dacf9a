import { describe, expect, test } from 'vitest'
import { brokenRules, namedRules } from '../src/named-rules.ts'
import type { JsonObject } from '../src/types.ts'

const atMostOne = (name: string, list: string) => ({ name, message: 'too many', compare: [{ count: list }, '<=', 1] })

const document: JsonObject = {
  components: {
    schemas: {
      Prompt: {
        type: 'object',
        properties: { type: { const: 'prompt' } },
        'x-kling-rules': [{ name: 'shots', message: 'no', compare: [{ value: 'shots' }, '<=', 6] }],
      },
      Frame: { type: 'object', properties: { type: { const: 'frame' } }, 'x-kling-rules': [{ name: 'never', message: 'no', compare: [1, '<', 0] }] },
      Loop: { type: 'object', properties: { next: { $ref: '#/components/schemas/Loop' } }, 'x-kling-rules': [atMostOne('one-step', 'steps[]')] },
    },
  },
}

describe('the rules a schema names', () => {
  test('those of JSON Schema and the others, anywhere below and through references', () => {
    const schema = {
      allOf: [{ 'x-kling-rule': { name: 'needs-prompt' }, required: ['prompt'] }],
      properties: { loop: { $ref: '#/components/schemas/Loop' } },
      'x-kling-rules': [atMostOne('one-image', 'images[]')],
    }
    expect(namedRules(document, schema)).toEqual({ schema: ['needs-prompt'], other: ['one-image', 'one-step'] })
  })
})

describe('the rules a value breaks', () => {
  test('on the object itself, and in objects inside it', () => {
    const schema = { 'x-kling-rules': [atMostOne('one-image', 'images[]')], properties: { loop: { $ref: '#/components/schemas/Loop' } } }
    expect(brokenRules(document, schema, { images: [1, 2], loop: { next: { steps: [1, 2] } } })).toEqual(['one-image', 'one-step'])
    expect(brokenRules(document, schema, { images: [1], loop: { next: { steps: [] } } })).toEqual([])
  })

  test('only while their condition is fulfilled', () => {
    const schema = { 'x-kling-rules': [{ ...atMostOne('one-image', 'images[]'), when: { required: ['mode'], properties: { mode: { const: 'std' } } } }] }
    expect(brokenRules(document, schema, { mode: 'std', images: [1, 2] })).toEqual(['one-image'])
    expect(brokenRules(document, schema, { mode: 'pro', images: [1, 2] })).toEqual([])
  })

  test('of the branch that the type of an item selects', () => {
    const items = { oneOf: [{ $ref: '#/components/schemas/Prompt' }, { $ref: '#/components/schemas/Frame' }], discriminator: { propertyName: 'type' } }
    const schema = { properties: { contents: { type: 'array', items } } }
    expect(brokenRules(document, schema, { contents: [{ type: 'prompt', shots: 7 }] })).toEqual(['shots'])
    expect(brokenRules(document, schema, { contents: [{ type: 'prompt', shots: 6 }] })).toEqual([])
  })

  test('of the branch that a value has the type of', () => {
    const schema = { anyOf: [{ type: 'number', 'x-kling-rules': [{ name: 'one-decimal', message: 'no', decimals: 1 }] }, { type: 'string' }] }
    expect(brokenRules(document, schema, 1.25)).toEqual(['one-decimal'])
    expect(brokenRules(document, schema, '1.25')).toEqual([])
  })
})
