/** The last entries of something that never ends. */
export class Ring<Entry> {
  #entries: Entry[] = []
  #start = 0

  constructor(private capacity: number) {}

  add(entry: Entry): void {
    if (this.#entries.length < this.capacity) this.#entries.push(entry)
    else {
      this.#entries[this.#start] = entry
      this.#start = (this.#start + 1) % this.capacity
    }
  }

  /** Oldest first. */
  get all(): Entry[] {
    return [...this.#entries.slice(this.#start), ...this.#entries.slice(0, this.#start)]
  }

  clear(): void {
    this.#entries = []
    this.#start = 0
  }
}
