import { expect, test } from 'vitest'
import { budget, measure } from '../size-budget.ts'

test('all of the studio keeps its budget of 300 KiB gzipped: the first load, every page with all it loads, and everything there is', () => {
  const { initial, pages, all } = measure()
  expect(initial).toBeGreaterThan(50 * 1024) // or nothing was measured
  expect(Object.keys(pages).length).toBeGreaterThan(4)
  for (const [page, size] of Object.entries(pages)) expect.soft(size, page).toBeLessThan(budget)
  expect(all).toBeGreaterThan(Math.max(initial, ...Object.values(pages)))
  expect(all).toBeLessThan(budget)
})
