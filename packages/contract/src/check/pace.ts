export interface Clock {
  now(): number
  sleep(milliseconds: number): Promise<void>
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/** Lets one through per interval, in the order they came. */
export class Pace {
  #next = 0

  constructor(
    private interval: number,
    private clock: Clock,
  ) {}

  async turn(): Promise<void> {
    const now = this.clock.now()
    const at = Math.max(now, this.#next)
    this.#next = at + this.interval
    if (at > now) await this.clock.sleep(at - now)
  }
}
