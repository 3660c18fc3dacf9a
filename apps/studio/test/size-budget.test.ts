import { expect, test } from 'vitest'
import { budget, measure } from '../size-budget.ts'

test('the first load keeps its budget of 300 KiB gzipped', () => {
  const { initial, all } = measure()
  expect(initial).toBeGreaterThan(50 * 1024) // or nothing was measured
  expect(initial).toBeLessThan(budget)
  expect(all).toBeGreaterThan(initial)
})
