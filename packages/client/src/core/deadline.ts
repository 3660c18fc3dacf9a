import type { Clock } from './clock.js'

/** How long a call may go on: until its time is over, or its caller has enough of it. */
export class Deadline {
  readonly #clock: Clock
  #end: number
  readonly signal: AbortSignal | undefined

  constructor(clock: Clock, timeout: number, signal: AbortSignal | undefined) {
    this.#clock = clock
    this.#end = clock.now() + timeout
    this.signal = signal
  }

  /** Milliseconds. */
  get left(): number {
    return this.#end - this.#clock.now()
  }

  /** Puts the end off by milliseconds that do not count. */
  extend(milliseconds: number): void {
    this.#end += milliseconds
  }

  /** Waits. Rejects at once, with the reason of the signal, when the caller aborts. */
  pause(milliseconds: number): Promise<void> {
    return pause(this.#clock, milliseconds, this.signal)
  }
}

export function pause(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      cancel()
      reject(signal!.reason)
    }
    const cancel = clock.at(clock.now() + milliseconds, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}
