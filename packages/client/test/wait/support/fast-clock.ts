import type { Clock } from '../../../src/index.ts'

interface Entry {
  time: number
  order: number
  run: (() => void) | undefined
}

/** Before the time leaps by more milliseconds, tokens under way are waited for: other threads sign them. */
const leap = 1000

/** A clock whose time passes only when nothing else is left to do, and then at once. Quick with tens of thousands of timers, which are counted. */
export class FastClock implements Clock {
  #now: number
  #order = 0
  #heap: Entry[] = []
  #running = false
  /** Timers that are set and have not rung. */
  pending = 0
  /** Things under way that take no time of this clock. */
  busy = 0

  constructor(start = Date.UTC(2026, 10, 20)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  at(time: number, run: () => void): () => void {
    const entry: Entry = { time, order: this.#order++, run }
    this.#push(entry)
    this.pending++
    if (!this.#running) void this.#go()
    return () => {
      if (!entry.run) return
      entry.run = undefined
      this.pending--
    }
  }

  /** Lets that much time pass. */
  pass(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.at(this.#now + milliseconds, resolve))
  }

  async #go(): Promise<void> {
    this.#running = true
    while (this.pending > 0) {
      await this.#quiet()
      if ((this.#heap[0]?.time ?? 0) - this.#now > leap) {
        await crypto.subtle.digest('SHA-256', new Uint8Array(1))
        await this.#quiet()
      }
      let next = this.#pop()
      while (next && !next.run) next = this.#pop()
      if (!next) break
      const { run } = next
      next.run = undefined
      this.pending--
      this.#now = Math.max(this.#now, next.time)
      run!()
    }
    this.#running = false
  }

  async #quiet(): Promise<void> {
    for (let quiet = 0; quiet < 4; quiet = this.busy > 0 ? 0 : quiet + 1) await new Promise((resolve) => setImmediate(resolve))
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let at = heap.push(entry) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!isBefore(entry, heap[above]!)) break
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = entry
  }

  #pop(): Entry | undefined {
    const heap = this.#heap
    const [first] = heap
    const last = heap.pop()
    if (!last || heap.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++
      if (!isBefore(heap[below]!, last)) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
    return first
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order)
}
