/** Forces what was written onto the disk, once for all that wait at the same time. */
export class GroupSync {
  #written = 0
  #synced = 0
  #running: Promise<void> | undefined

  /** @param force returns when everything written before the call is on the disk */
  constructor(private force: () => Promise<void>) {}

  /** Something was written. */
  wrote(): void {
    this.#written++
  }

  /** Returns when everything written by now is on the disk; undefined when it is already. */
  settled(): Promise<void> | undefined {
    return this.#synced >= this.#written ? undefined : this.#upTo(this.#written)
  }

  async #upTo(mark: number): Promise<void> {
    while (this.#synced < mark) {
      this.#running ??= this.#once()
      await this.#running
    }
  }

  async #once(): Promise<void> {
    // Whoever comes in the same turn is served by the same call.
    await new Promise((resolve) => setImmediate(resolve))
    const mark = this.#written
    try {
      await this.force()
      this.#synced = mark
    } finally {
      this.#running = undefined
    }
  }
}
