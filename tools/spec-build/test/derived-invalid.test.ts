import { describe, expect, test } from 'vitest'
import { derivedInvalidBodies } from '../src/derived-invalid.ts'
import type { JsonObject } from '../src/types.ts'

/** The bodies made from one accepted example: name -> what it became. */
function broken(schema: JsonObject, value: unknown, schemas: JsonObject = {}): JsonObject {
  const bodies = derivedInvalidBodies({ components: { schemas } }, schema, { full: { 'x-kling-origin': 'documented', value } })
  return Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, body.value]))
}

const object = (properties: JsonObject, extra: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...extra })

describe('each plain limit of a field is broken once', () => {
  test('a text', () => {
    const schema = object({ prompt: { type: 'string', minLength: 1, maxLength: 3, pattern: '^\\S+$' } }, { required: ['prompt'] })
    expect(broken(schema, { prompt: 'fox' })).toEqual({
      'prompt:required': {},
      'prompt:type': { prompt: {} },
      'prompt:minLength': { prompt: '' },
      'prompt:maxLength': { prompt: 'xxxx' },
      'prompt:pattern': { prompt: '   ' },
    })
  })

  test('a number', () => {
    expect(broken(object({ n: { type: 'integer', minimum: 1, maximum: 9 } }), { n: 2 })).toEqual({
      'n:type': { n: {} },
      'n:minimum': { n: 0 },
      'n:maximum': { n: 10 },
    })
  })

  test('a list, whose entries are repeated to make it too long', () => {
    const schema = object({ images: { type: 'array', minItems: 2, maxItems: 3, items: { type: 'string' } } })
    expect(broken(schema, { images: ['a', 'b'] })).toEqual({
      'images:type': { images: {} },
      'images:minItems': { images: ['a'] },
      'images:maxItems': { images: ['a', 'b', 'a', 'b'] },
      'images[]:type': { images: [{}, 'b'] },
    })
  })

  test('a choice, of texts and of numbers', () => {
    const schema = object({ mode: { type: 'string', enum: ['std', 'pro'] }, rate: { type: 'number', enum: [0.8, 1] } })
    expect(broken(schema, { mode: 'std', rate: 1 })).toMatchObject({ 'mode:enum': { mode: 'no-such-value' }, 'rate:enum': { rate: 987654 } })
  })

  test('fields deeper down and behind references, the rest of the body untouched', () => {
    const schemas = { Camera: object({ zoom: { type: 'integer', maximum: 10 } }, { required: ['zoom'] }) }
    expect(
      broken(object({ prompt: { type: 'string' }, camera: { $ref: '#/components/schemas/Camera' } }), { prompt: 'fox', camera: { zoom: 1 } }, schemas),
    ).toMatchObject({
      'camera:type': { prompt: 'fox', camera: 'text' },
      'camera.zoom:required': { prompt: 'fox', camera: {} },
      'camera.zoom:maximum': { prompt: 'fox', camera: { zoom: 11 } },
    })
  })
})

describe('what is tolerated is not broken', () => {
  const count = {
    anyOf: [
      { type: 'integer', minimum: 1, maximum: 9 },
      { type: 'string', pattern: '^[1-9]$', 'x-kling-lenient': true },
    ],
  }

  test.each([2, '2'])('a number that may come as text, shown as %j, is broken as a number', (shown) => {
    expect(broken(object({ n: count }), { n: shown })).toEqual({ 'n:type': { n: {} }, 'n:minimum': { n: 0 }, 'n:maximum': { n: 10 } })
  })

  test('an open set of names takes any text', () => {
    const open = { anyOf: [{ type: 'string', enum: ['kling-v3'] }, { type: 'string' }] }
    expect(Object.keys(broken(object({ model_name: open }), { model_name: 'kling-v3' }))).toEqual(['model_name:type'])
  })

  test('conditional rules are left to people', () => {
    const rule = { 'x-kling-rule': { name: 'short-mode', message: 'no' }, properties: { mode: { maxLength: 3 } } }
    expect(Object.keys(broken(object({ mode: { type: 'string' } }, { allOf: [rule] }), { mode: 'std' }))).toEqual(['mode:type'])
  })

  test('but the limits of what an object is made of are its own', () => {
    const base = object({ mode: { type: 'string', maxLength: 3 } })
    expect(Object.keys(broken({ allOf: [base] }, { mode: 'std' }))).toEqual(['mode:type', 'mode:maxLength'])
  })
})

test('of items by type: an unknown type, none, and the limits of the branch that is shown', () => {
  const schemas = {
    Prompt: object({ type: { type: 'string', const: 'prompt' }, text: { type: 'string', minLength: 1 } }, { required: ['type', 'text'] }),
    Frame: object({ type: { type: 'string', const: 'frame' }, url: { type: 'string', minLength: 1 } }, { required: ['type', 'url'] }),
  }
  const items = { oneOf: [{ $ref: '#/components/schemas/Prompt' }, { $ref: '#/components/schemas/Frame' }], discriminator: { propertyName: 'type' } }
  const bodies = broken(object({ contents: { type: 'array', items } }), { contents: [{ type: 'prompt', text: 'fox' }] }, schemas)
  expect(Object.keys(bodies)).toEqual([
    'contents:type',
    'contents[].type:enum',
    'contents[].type:required',
    'contents[]:type',
    'contents[].text:required',
    'contents[].text:type',
    'contents[].text:minLength',
  ])
  expect(bodies['contents[].text:minLength']).toEqual({ contents: [{ type: 'prompt', text: '' }] })
})

test('every body names the rule and the field, and is marked as derived', () => {
  const bodies = derivedInvalidBodies({}, object({ list: { type: 'array', items: object({ n: { type: 'integer' } }) } }), {
    full: { 'x-kling-origin': 'documented', value: { list: [{ n: 1 }] } },
  })
  expect(bodies['list[].n:type']).toEqual({ rule: 'type', at: 'list[0].n', derived: true, value: { list: [{ n: {} }] } })
})

test('what no example shows cannot be broken', () => {
  expect(broken(object({ prompt: { type: 'string' }, mode: { type: 'string' } }), { prompt: 'fox' })).not.toHaveProperty('mode:type')
})

test('the first example that shows a field is used', () => {
  const schema = object({ mode: { type: 'string' } })
  const example = (value: unknown) => ({ 'x-kling-origin': 'documented', value })
  const bodies = derivedInvalidBodies({}, schema, { minimal: example({}), full: example({ mode: 'std', n: 1 }), more: example({ mode: 'pro' }) })
  expect(bodies['mode:type']!.value).toEqual({ mode: {}, n: 1 })
})
