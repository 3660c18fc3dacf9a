import { describe, expect, test } from 'vitest'
import { insertKnownValues } from '../src/known-values.ts'

const data = {
  effects: {
    scenes: [
      { name: 'hug', inputs: 2 },
      { name: 'kiss', inputs: 2 },
      { name: 'squish', inputs: 1 },
    ],
    retired: [{ name: 'hug', inputs: 2 }],
  },
  voices: { avatars: ['lee', 'vivian'] },
}

function enumOf(selector: string): string[] {
  const schema = { type: 'string', 'x-kling-values': selector } as any
  insertKnownValues(schema, data)
  return schema.enum
}

describe('a list of a data file becomes the enum', () => {
  test.each<[string, string[]]>([
    ['voices.avatars', ['lee', 'vivian']],
    ['effects.scenes.name', ['hug', 'kiss', 'squish']],
    ['effects.scenes[inputs=2].name', ['hug', 'kiss']],
    ['effects.scenes[inputs=1].name + voices.avatars', ['squish', 'lee', 'vivian']],
    ['effects.scenes.name + effects.retired.name', ['hug', 'kiss', 'squish']],
  ])('%s', (selector, values) => {
    expect(enumOf(selector)).toEqual(values)
  })

  test('wherever it is asked for, and the question goes', () => {
    const schema = { properties: { voice: { anyOf: [{ type: 'string', 'x-kling-values': 'voices.avatars' }, { type: 'string' }] } } }
    insertKnownValues(schema, data)
    expect(schema).toEqual({ properties: { voice: { anyOf: [{ type: 'string', enum: ['lee', 'vivian'] }, { type: 'string' }] } } })
  })
})

describe('an error, with the selector in it:', () => {
  test.each<[string, string, string]>([
    ['a file that is not there', 'colours.all', "'colours.all' names no list of a data file"],
    ['a list that is not there', 'voices.robots', "'voices.robots' names no list"],
    ['a slip of the pen', 'voices', "'voices' names no list"],
    ['a filter that nothing passes', 'effects.scenes[inputs=3].name', 'selects nothing'],
    ['values that are no strings', 'effects.scenes.inputs', 'or not strings'],
  ])('%s', (_, selector, message) => {
    expect(() => enumOf(selector)).toThrow(message)
  })
})
