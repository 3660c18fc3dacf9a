import { useEffect, useReducer } from 'react'
import { controlApi } from './control-api.ts'
import { Observable, useObservable } from './observable.ts'
import type { ClockNow } from './types.ts'

interface Reading extends ClockNow {
  /** When it was read, by this page's own time. */
  readAt: number
}

export const clockReading = new Observable<Reading>({ now: Date.now(), frozen: false, factor: 1, readAt: performance.now() })

export function setClock(clock: ClockNow): void {
  clockReading.set({ ...clock, readAt: performance.now() })
}

export async function readClock(): Promise<void> {
  setClock(await controlApi.clock())
}

/** The time of the mock, reckoned on from when it was read last: so nothing needs to be asked while tasks move. */
export function mockNow(): number {
  const { now, frozen, factor, readAt } = clockReading.value
  return frozen ? now : now + (performance.now() - readAt) * factor
}

/** The mock's time, shown anew every so many milliseconds while `running`. */
export function useMockNow(running: boolean, every = 200): number {
  const { frozen } = useObservable(clockReading)
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (!running || frozen) return
    const timer = setInterval(tick, every)
    return () => clearInterval(timer)
  }, [running, frozen, every])
  return mockNow()
}
