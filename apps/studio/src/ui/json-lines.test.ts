import { expect, test } from 'vitest'
import { jsonLines, parseExactly } from './json-lines.ts'

test('each line knows its place, as the rules name it', () => {
  const lines = jsonLines({ settings: { ratio: '1:1' }, contents: [{ type: 'prompt' }, null], empty: {} })
  expect(lines.map(({ path, name, text }) => [path, name, text])).toEqual([
    ['', undefined, '{'],
    ['settings', 'settings', '{'],
    ['settings.ratio', 'ratio', '"1:1"'],
    ['settings', undefined, '},'],
    ['contents', 'contents', '['],
    ['contents[0]', undefined, '{'],
    ['contents[0].type', 'type', '"prompt"'],
    ['contents[0]', undefined, '},'],
    ['contents[1]', undefined, 'null'],
    ['contents', undefined, '],'],
    ['empty', 'empty', '{}'],
    ['', undefined, '}'],
  ])
})

test('integers beyond the range of JavaScript keep their digits', () => {
  expect(parseExactly('{"element_id": 829836802793406551, "count": 3, "big": 1e30}')).toEqual({ element_id: 829836802793406551n, count: 3, big: 1e30 })
  expect(jsonLines(829836802793406551n)[0]!.text).toBe('829836802793406551')
})
