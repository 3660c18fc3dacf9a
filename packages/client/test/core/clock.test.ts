import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test('what is due already runs at once, without a warning of the platform about a negative pause', async () => {
  const setTimeout = vi.spyOn(globalThis, 'setTimeout')
  await new Promise<void>((resolve) => systemClock.at(systemClock.now() - 5000, resolve))
  expect(setTimeout.mock.calls[0]![1]).toBe(0)
})

test('what is further away than a timer reaches is waited for in steps', () => {
  const setTimeout = vi.spyOn(globalThis, 'setTimeout')
  systemClock.at(systemClock.now() + 90 * 86_400_000, () => expect.fail('rang at once'))()
  expect(setTimeout.mock.calls[0]![1]).toBe(2 ** 31 - 1)
})
