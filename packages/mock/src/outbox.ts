/**
 * Answers that are ready in the same turn of the event loop leave together at its end. A client process is woken once instead of once per answer, which costs this process more than
 * anything else it does for a request.
 */
export class Outbox {
  #waiting: (() => void)[] = []

  /** @param write must not throw: whoever comes after it waits as well */
  add(write: () => void): void {
    if (this.#waiting.push(write) === 1) setImmediate(() => this.#send())
  }

  #send(): void {
    const ready = this.#waiting
    this.#waiting = []
    for (const write of ready) write()
  }
}
