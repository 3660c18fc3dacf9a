import { expect, test } from 'vitest'
import { nearest, placesIn } from './json-places.ts'

const text = '{\n  "contents": [{ "text": "a fox" }],\n  "seed": 7\n}'
const at = (path: string, of = text) => {
  const { from, to } = nearest(placesIn(of), path)
  return of.slice(from, to)
}

test('every path has its place in the text, name and value', () => {
  expect(at('seed')).toBe('"seed": 7')
  expect(at('contents[0].text')).toBe('"text": "a fox"')
  expect(at('contents[0]')).toBe('{ "text": "a fox" }')
})

test('what is missing is shown at what should hold it', () => {
  expect(at('contents[0].type')).toBe('{ "text": "a fox" }')
  expect(at('prompt')).toBe('{')
})

test('a text that is not finished has places as far as it goes', () => {
  expect(at('seed', '{ "seed": 7, "con')).toBe('"seed": 7')
  expect(at('seed', '')).toBe('')
})
