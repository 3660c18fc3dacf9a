/** What is due when: a heap by time, so that the next one is found at once however many wait. */
export class DueTimes<Item> {
  #heap: { due: number; item: Item }[] = []

  push(due: number, item: Item): void {
    const heap = this.#heap
    heap.push({ due, item })
    let index = heap.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (heap[parent]!.due <= heap[index]!.due) break
      ;[heap[parent], heap[index]] = [heap[index]!, heap[parent]!]
      index = parent
    }
  }

  /** Takes the next item that is due. */
  take(now: number): { due: number; item: Item } | undefined {
    const heap = this.#heap
    if (heap.length === 0 || heap[0]!.due > now) return undefined
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length > 0) {
      heap[0] = last
      let index = 0
      for (;;) {
        const left = index * 2 + 1
        let least = index
        if (left < heap.length && heap[left]!.due < heap[least]!.due) least = left
        if (left + 1 < heap.length && heap[left + 1]!.due < heap[least]!.due) least = left + 1
        if (least === index) break
        ;[heap[least], heap[index]] = [heap[index]!, heap[least]!]
        index = least
      }
    }
    return first
  }

  clear(): void {
    this.#heap = []
  }
}
