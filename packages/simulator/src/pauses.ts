import type { Clock, Timers } from './ports.js'

/** Waits by a clock; ends with the reason of a signal that aborts, and then leaves neither timer nor listener behind. */
export function pauseOn(clock: Clock, timers: Timers, milliseconds: number, signal: AbortSignal): Promise<void> {
  let cancel = () => {}
  const over = new Promise<void>((resolve) => {
    cancel = timers.at(clock.now() + milliseconds, resolve)
  })
  return unlessAborted(over, signal).finally(cancel)
}

/** What was promised, or the reason of a signal that aborts before it is there. */
export async function unlessAborted<Value>(promised: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort)
  })
  try {
    return await Promise.race([promised, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
