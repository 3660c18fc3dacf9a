import type { Clock } from '../../src/check/pace.js'

/** A clock on which sleeping takes no time. */
export function fakeClock(start = Date.UTC(2026, 10, 20)): Clock {
  let now = start
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds
    },
  }
}
