import { DueTimes } from './due-times.js'
import type { Clock, Timers } from './ports.js'

interface Waiting {
  time: number
  run: () => void
  cancel?: (() => void) | undefined
}

/** All there is to know of a clock: at `baseReal` of the system's time it showed `base`. */
export interface ClockState {
  /** What it showed, as Unix time in milliseconds. */
  base: number
  /** When it showed that, by the system's time. */
  baseReal: number
  /** How many times faster than the system's time it runs. */
  factor: number
  /** Whether it stands still. */
  frozen: boolean
}

/** The longest a platform's timer can wait. */
const longest = 2 ** 31 - 1

/** A clock that can be stopped, moved and made faster. Timers follow it. It stands at the edge: this file alone uses the platform's time and timers. */
export class ControlledClock implements Clock, Timers {
  #real: () => number
  #baseReal: number
  #base: number
  #factor = 1
  #frozen = false
  #latest = Number.NEGATIVE_INFINITY
  #waiting = new Set<Waiting>()
  /** While the time is being moved: what is to be done on the way. */
  #moving: DueTimes<Waiting> | undefined
  /** Hears of every move from outside, after it. */
  onMove: ((state: ClockState) => void) | undefined

  /** @param real the time it follows, in milliseconds since 1970. Default: that of the system, asked each time, so that fake timers of a test runner count */
  constructor(real: () => number = () => Date.now()) {
    this.#real = real
    this.#baseReal = this.#base = real()
  }

  /** Never goes back by itself, even where the system's clock is set. */
  now(): number {
    if (this.#frozen) return this.#base
    this.#latest = Math.max(this.#latest, Math.round(this.#base + (this.#real() - this.#baseReal) * this.#factor))
    return this.#latest
  }

  /** The time it follows, whatever it shows itself. */
  real(): number {
    return this.#real()
  }

  /** Whether it stands still. */
  get frozen(): boolean {
    return this.#frozen
  }

  /** How many times faster than the system's time it runs. Default 1. */
  get factor(): number {
    return this.#factor
  }

  /** Its state, plain JSON. */
  get state(): ClockState {
    return { base: this.#base, baseReal: this.#baseReal, factor: this.#factor, frozen: this.#frozen }
  }

  /** Goes on as a clock of that state would have done until now; for the start, before anything waits. */
  resume({ base, baseReal, factor, frozen }: ClockState): void {
    this.#set(base)
    this.#baseReal = baseReal
    this.#factor = factor
    this.#frozen = frozen
  }

  /** Stops the time, at a given moment if one is named. */
  freeze(at = this.now()): void {
    this.#frozen = true
    this.#moveTo(at)
    this.onMove?.(this.state)
  }

  /** Lets the time run on from where it stands. */
  unfreeze(): void {
    this.#frozen = false
    this.#set(this.#base)
    this.#armAll()
    this.onMove?.(this.state)
  }

  /** Moves the time on. What is due in between happens in its order, each at its own moment. */
  advance(milliseconds: number): void {
    this.#moveTo(this.now() + milliseconds)
    this.onMove?.(this.state)
  }

  /** Lets the time run that many times faster. */
  setFactor(factor: number): void {
    if (!(factor > 0)) throw new RangeError('the time runs forward: the factor is a number above 0')
    this.#set(this.now())
    this.#factor = factor
    this.#armAll()
    this.onMove?.(this.state)
  }

  /** Runs something at a moment of this clock, soon if that has passed; returns a function that calls it off. */
  at(time: number, run: () => void): () => void {
    const entry: Waiting = { time, run }
    this.#waiting.add(entry)
    if (this.#moving) this.#moving.push(time, entry)
    else this.#arm(entry)
    return () => this.#drop(entry)
  }

  #set(base: number): void {
    this.#base = base
    this.#baseReal = this.#real()
    this.#latest = base
  }

  #moveTo(target: number): void {
    const outer = this.#moving
    const due = new DueTimes<Waiting>()
    this.#moving = due
    for (const entry of this.#waiting) due.push(entry.time, entry)
    for (let next = due.take(target); next; next = due.take(target)) {
      if (!this.#waiting.has(next.item)) continue
      this.#drop(next.item)
      this.#set(Math.max(this.#base, next.due))
      next.item.run()
    }
    this.#moving = outer
    this.#set(target)
    this.#armAll()
  }

  #armAll(): void {
    for (const entry of this.#waiting) this.#arm(entry)
  }

  #arm(entry: Waiting): void {
    entry.cancel?.()
    entry.cancel = undefined
    const pause = Math.ceil((entry.time - this.now()) / this.#factor)
    // While the time stands still, only what is due already can happen.
    if (this.#frozen && pause > 0) return
    const timer = setTimeout(
      () => {
        if (this.now() < entry.time) return this.#arm(entry)
        this.#drop(entry)
        entry.run()
      },
      Math.min(longest, Math.max(0, pause)),
    )
    // A waiting callback must not keep a program alive.
    ;(timer as unknown as { unref?: () => void }).unref?.()
    entry.cancel = () => clearTimeout(timer)
  }

  #drop(entry: Waiting): void {
    entry.cancel?.()
    this.#waiting.delete(entry)
  }
}
