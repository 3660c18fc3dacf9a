import { expect, test } from 'vitest'
import { memberAt, parseExactly, placeOf, withMember, writeExactly } from './exact-json.ts'

test('what is parsed and written again has the same digits', () => {
  const text = '{\n  "element_id": 829836802793406551,\n  "name": "829836802793406551"\n}'
  expect(writeExactly(parseExactly(text))).toBe(text)
})

test('a member is found in documented examples, set and taken away', () => {
  const way = placeOf('callback_url', [{ prompt: 'a' }, { options: { callback_url: 'https://a.example' } }])!
  expect(way).toEqual(['options', 'callback_url'])
  const set = withMember({ prompt: 'a' }, way, 'http://127.0.0.1/hook')
  expect(set).toEqual({ prompt: 'a', options: { callback_url: 'http://127.0.0.1/hook' } })
  expect(memberAt(set, way)).toBe('http://127.0.0.1/hook')
  expect(withMember(set, way, undefined)).toEqual({ prompt: 'a', options: {} })
  expect(placeOf('callback_url', [{ prompt: 'a' }])).toBeUndefined()
})
