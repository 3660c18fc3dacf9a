import { expect, test } from 'vitest'
import { readState, writeState } from './address.ts'
import { startingPoints } from './starting-points.ts'

const points = startingPoints()
const [first] = points
const address = (query = '') => new URL(`https://docs.example.com/tables/prices/${query}`)

test('a state comes back as it was written, and what others keep in the address stays', () => {
  const state = { operation: 'createAvatar', example: 'minimal', changes: { mode: 'pro' }, calls: 3, inputSeconds: 12.5, day: '2026-11-01' }
  const url = address('?model=kling-v3#calculator')
  writeState(url, state)
  expect(readState(points, url)).toEqual(state)
  expect([url.searchParams.get('model'), url.hash]).toEqual(['kling-v3', '#calculator'])
})

test('what is taken away is remembered as taken away', () => {
  const url = address()
  writeState(url, { operation: 'createAvatar', example: 'minimal', changes: { mode: undefined }, calls: 1 })
  expect(readState(points, url).changes).toEqual({ mode: undefined })
})

test('nonsense in an address begins at the start', () => {
  const state = readState(points, address('?calculate=createNothing&example=none&calls=-1&seconds=x&day=yesterday&set.nothing=1&set.mode={'))
  expect(state).toMatchObject({ operation: first!.id, example: Object.keys(first!.examples)[0], calls: 1 })
  expect(state).not.toHaveProperty('inputSeconds')
  expect(state).not.toHaveProperty('day')
  expect(state.changes).not.toHaveProperty('nothing')
})

test('every condition, length and count of the price table has a control', () => {
  for (const { id, fields, facts } of points) {
    for (const { path, values, min, max } of fields) expect(values.length > 0 || (min ?? max) !== undefined, `${id} ${path}`).toBe(true)
    expect(new Set([...fields.map(({ path }) => path), ...facts.map(({ name }) => name)]).size).toBe(fields.length + facts.length)
  }
})
