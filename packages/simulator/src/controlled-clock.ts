import type { Clock, Timers } from './ports.js'

/** A clock that can be stopped, moved and made faster. Timers follow it. */
export class ControlledClock implements Clock, Timers {
  #real: () => number
  #baseReal: number
  #base: number
  #factor = 1
  #frozen = false
  #waiting = new Set<{ time: number; run: () => void; cancel?: () => void }>()

  constructor(real: () => number = Date.now) {
    this.#real = real
    this.#baseReal = this.#base = real()
  }

  now(): number {
    return this.#frozen ? this.#base : Math.round(this.#base + (this.#real() - this.#baseReal) * this.#factor)
  }

  get frozen(): boolean {
    return this.#frozen
  }

  get factor(): number {
    return this.#factor
  }

  /** Stops the time, at a given moment if one is named. */
  freeze(at = this.now()): void {
    this.#set(at, true, this.#factor)
  }

  unfreeze(): void {
    this.#set(this.now(), false, this.#factor)
  }

  /** Moves the time on; what is due in between happens in its order. */
  advance(milliseconds: number): void {
    this.#set(this.now() + milliseconds, this.#frozen, this.#factor)
  }

  /** Lets the time run that many times faster. */
  setFactor(factor: number): void {
    this.#set(this.now(), this.#frozen, factor)
  }

  at(time: number, run: () => void): () => void {
    const entry = { time, run }
    this.#waiting.add(entry)
    this.#arm(entry)
    return () => this.#drop(entry)
  }

  #set(base: number, frozen: boolean, factor: number): void {
    this.#base = base
    this.#baseReal = this.#real()
    this.#frozen = frozen
    this.#factor = factor
    const due = [...this.#waiting].filter(({ time }) => time <= this.now()).sort((a, b) => a.time - b.time)
    for (const entry of due) {
      this.#drop(entry)
      entry.run()
    }
    for (const entry of this.#waiting) this.#arm(entry)
  }

  #arm(entry: { time: number; run: () => void; cancel?: () => void }): void {
    entry.cancel?.()
    delete entry.cancel
    if (this.#frozen) return
    const pause = Math.min((entry.time - this.now()) / this.#factor, 2 ** 31 - 1)
    const timer = setTimeout(
      () => {
        if (this.now() < entry.time) return this.#arm(entry)
        this.#drop(entry)
        entry.run()
      },
      Math.max(0, Math.ceil(pause)),
    )
    // A waiting callback must not keep a test process alive.
    ;(timer as unknown as { unref?: () => void }).unref?.()
    entry.cancel = () => clearTimeout(timer)
  }

  #drop(entry: { cancel?: () => void; time: number; run: () => void }): void {
    entry.cancel?.()
    this.#waiting.delete(entry)
  }
}
