import { expect, test } from 'vitest'
import { placeAt, timeScale } from './time-scale.ts'

test('what happens at once or soon after each other stands where it happened', () => {
  const scale = timeScale([
    { from: 1000, to: 3000 },
    { from: 2000, to: 5000 },
  ])
  expect(scale).toMatchObject({ busy: [{ from: 1000, to: 5000 }], shortened: false })
  expect([1000, 2000, 5000].map((time) => placeAt(scale, time))).toEqual([0, 25, 100])
})

test('a long pause between is shortened to six hundredths of the busy time', () => {
  const hour = 3_600_000
  const scale = timeScale([
    { from: hour, to: hour + 1000 },
    { from: 0, to: 1000 },
  ])
  expect(scale).toMatchObject({ pauses: [120], width: 2120, shortened: true })
  expect(placeAt(scale, 1000)).toBeCloseTo((1000 / 2120) * 100)
  expect(placeAt(scale, hour)).toBeCloseTo((1120 / 2120) * 100)
})

test('moments outside stand at the edges, and nothing at all is a scale too', () => {
  const scale = timeScale([{ from: 10, to: 20 }])
  expect([placeAt(scale, 0), placeAt(scale, 99)]).toEqual([0, 100])
  expect(timeScale([]).busy).toHaveLength(1)
})
