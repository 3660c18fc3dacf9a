import { describe, expect, test } from 'vitest'
import { type Action, applyOverlay } from '../src/overlay.ts'

function apply(document: any, ...actions: Action[]): any {
  applyOverlay(document, actions, 'somegate')
  return document
}

describe('update', () => {
  test('merges into an object, deeply', () => {
    const document = apply({ a: { b: { one: 1, two: 2 } } }, { target: '$.a', update: { b: { two: 3 }, c: 4 } })
    expect(document).toEqual({ a: { b: { one: 1, two: 3 }, c: 4 } })
  })

  test('appends to a list: a value, or several', () => {
    expect(apply({ list: [1] }, { target: '$.list', update: 2 }, { target: '$.list', update: [3, 4] })).toEqual({ list: [1, 2, 3, 4] })
  })

  test('appends to a list inside the object it merges into', () => {
    expect(apply({ a: { required: ['x'] } }, { target: '$.a', update: { required: ['y'] } })).toEqual({ a: { required: ['x', 'y'] } })
  })

  test('of the whole document', () => {
    expect(apply({ info: { title: 'a' } }, { target: '$', update: { info: { summary: 'b' } } })).toEqual({ info: { title: 'a', summary: 'b' } })
  })

  test('gives every place its own copy', () => {
    const document = apply({ a: {}, b: {} }, { target: '$.*', update: { tags: ['x'] } }, { target: '$.a.tags', update: 'y' })
    expect(document).toEqual({ a: { tags: ['x', 'y'] }, b: { tags: ['x'] } })
  })

  test('keeps integers beyond 2^53', () => {
    expect(apply({ a: { keep: 829836802793406551n } }, { target: '$.a', update: { id: 829836802793406552n } })).toEqual({
      a: { keep: 829836802793406551n, id: 829836802793406552n },
    })
  })
})

describe('remove', () => {
  test('takes a member', () => {
    expect(apply({ a: { b: 1, c: 2 } }, { target: '$.a.b', remove: true })).toEqual({ a: { c: 2 } })
  })

  test('takes the entries of a list that fit, and only those', () => {
    expect(apply({ modes: ['std', 'pro', '4k', 'pro'] }, { target: "$.modes[?@ == 'pro']", remove: true })).toEqual({ modes: ['std', '4k'] })
  })

  test('takes the rules that speak of a field', () => {
    const rule = (name: string, at: string) => ({ 'x-kling-rule': { name, at } })
    const document = { allOf: [rule('a', 'mode'), rule('b', 'prompt'), rule('c', 'mode'), { type: 'object' }] }
    expect(apply(document, { target: "$.allOf[?@['x-kling-rule'].at == 'mode']", remove: true })).toEqual({ allOf: [rule('b', 'prompt'), { type: 'object' }] })
  })
})

test('actions are applied in order', () => {
  expect(apply({ a: ['x'] }, { target: '$.a', remove: true }, { target: '$', update: { a: ['y'] } })).toEqual({ a: ['y'] })
})

describe('an error that tells the fix:', () => {
  const document = { a: { title: 'text' } }

  test('a target that is gone', () => {
    expect(() => apply(document, { target: '$.a.mode', description: 'No modes here', remove: true })).toThrow(
      "somegate: the overlay action 'No modes here' at $.a.mode finds nothing; the document has changed: correct the target, or drop the action",
    )
  })

  test('an update of a plain value', () => {
    expect(() => apply(document, { target: '$.a.title', update: 'other' })).toThrow('updates objects and lists only: set the object that holds it')
  })

  test('an action that does nothing', () => {
    expect(() => apply(document, { target: '$.a' })).toThrow('does nothing; give it an update, or remove: true')
  })
})
