import { expect, test } from 'vitest'
import { idAfter } from '../src/ids.js'
import { createIdSource, fromJson, seededRandom, toJson } from '../src/index.js'

test('ids have 18 digits, grow, and never come twice', () => {
  const ids = createIdSource(seededRandom(3))
  const made = Array.from({ length: 20_000 }, () => ids.digits())
  expect(made.every((id) => /^[89]\d{17}$/.test(id))).toBe(true)
  expect(made).toEqual([...made].sort())
  expect(new Set(made).size).toBe(made.length)
})

test('ids of calls are UUIDs, spread over all their digits', () => {
  const ids = createIdSource(seededRandom(3))
  const made = Array.from({ length: 2000 }, () => ids.request())
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(made).size).toBe(made.length)
  for (const place of [0, 10, 20, 30, 35]) expect(new Set(made.map((id) => id[place])).size).toBe(16)
})

test('the same seed gives the same ids', () => {
  const [one, same, other] = [4, 4, 5].map((seed) => createIdSource(seededRandom(seed)))
  expect([one!.digits(), one!.request()]).toEqual([same!.digits(), same!.request()])
  expect(one!.digits()).not.toBe(other!.digits())
})

test('the ids of what a task makes follow from the first one, forth and back', () => {
  expect(idAfter('850000000000000001', 0)).toBe('850000000000000001')
  expect(idAfter('850000000999999999', 1)).toBe('850000001000000000')
  expect(idAfter('850000001000000000', -1)).toBe('850000000999999999')
})

test('element ids are numbers on the wire and texts inside, with every digit', () => {
  const text = '{"element_id":829836802793406551,"list":[{"element_id": 829836802793406552 }],"small":{"element_id":160}}'
  const value = fromJson(text)
  expect(value).toEqual({ element_id: '829836802793406551', list: [{ element_id: '829836802793406552' }], small: { element_id: 160 } })
  expect(toJson(value)).toBe(text.replaceAll(' ', ''))
})

test('texts that look like such members stay as they are', () => {
  const prompt = 'say "element_id":"829836802793406551" and "element_id":829836802793406551, twice'
  const text = JSON.stringify({ prompt, element_id: 'abc', other: { element_id: '0160' } })
  expect(fromJson(text)).toEqual(JSON.parse(text))
  expect(toJson(JSON.parse(text))).toBe(text)
})
