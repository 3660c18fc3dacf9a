import type { Clock } from '../../../src/index.ts'

/** A clock whose time passes only when the test says so; what is due on the way happens in its order. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 10, 20)
  #waiting = new Set<{ time: number; run: () => void }>()
  /** Things under way that take no time of this clock. */
  busy = 0

  now(): number {
    return this.#now
  }

  /** Timers that are set and have not rung. */
  get pending(): number {
    return this.#waiting.size
  }

  at(time: number, run: () => void): () => void {
    const entry = { time, run }
    this.#waiting.add(entry)
    return () => void this.#waiting.delete(entry)
  }

  /** Lets that much time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (;;) {
      await this.#settle()
      const [next] = [...this.#waiting].filter(({ time }) => time <= end).sort((one, other) => one.time - other.time)
      if (!next) break
      this.#waiting.delete(next)
      this.#now = Math.max(this.#now, next.time)
      next.run()
    }
    this.#now = end
  }

  /** Waits until nothing happens any more; query clients tell of changes in timers of their own. */
  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < 4; quiet = this.busy > 0 ? 0 : quiet + 1) await new Promise((resolve) => setTimeout(resolve))
  }
}
