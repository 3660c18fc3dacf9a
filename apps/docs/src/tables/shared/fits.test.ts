import { expect, test } from 'vitest'
import { fits } from './fits.ts'

const row = { words: { operation: 'createAvatar createLipSync' }, text: 'Avatar videos of up to 5 minutes.', date: '2025-12-04' }

test('a choice fits a whole word of the list', () => {
  expect(fits(row, { operation: 'createAvatar' })).toBe(true)
  expect(fits(row, { operation: 'create' })).toBe(false)
  expect(fits(row, { model: 'kling-v3' })).toBe(false)
  expect(fits(row, { operation: '', words: '', since: '' })).toBe(true)
})

test('all words have to occur, in any order and case', () => {
  expect(fits(row, { words: 'VIDEOS avatar' })).toBe(true)
  expect(fits(row, { words: 'avatar pictures' })).toBe(false)
})

test('a day counts from its beginning, a month until its end', () => {
  expect(fits(row, { since: '2025-12-04' })).toBe(true)
  expect(fits(row, { since: '2025-12-05' })).toBe(false)
  expect(fits({ ...row, date: '2026-09' }, { since: '2026-09-30' })).toBe(true)
  expect(fits({ ...row, date: '2026-09' }, { since: '2026-10-01' })).toBe(false)
})
