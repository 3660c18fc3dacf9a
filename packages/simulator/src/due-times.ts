interface Entry<Item> {
  due: number
  /** Of two that are due at once, the one that was put in first comes first. */
  order: number
  item: Item
}

/** What is due when: a heap by time, so that the next one is found at once however many wait. */
export class DueTimes<Item> {
  #heap: Entry<Item>[] = []
  #count = 0

  push(due: number, item: Item): void {
    const heap = this.#heap
    heap.push({ due, order: this.#count++, item })
    let index = heap.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!comesBefore(heap[index]!, heap[parent]!)) break
      ;[heap[parent], heap[index]] = [heap[index]!, heap[parent]!]
      index = parent
    }
  }

  /** Takes the next item that is due. */
  take(now: number): { due: number; item: Item } | undefined {
    const heap = this.#heap
    const first = heap[0]
    if (!first || first.due > now) return undefined
    const last = heap.pop()!
    if (heap.length > 0) {
      heap[0] = last
      this.#sink()
    }
    return first
  }

  clear(): void {
    this.#heap = []
  }

  #sink(): void {
    const heap = this.#heap
    for (let index = 0; ; ) {
      const left = index * 2 + 1
      let least = index
      if (left < heap.length && comesBefore(heap[left]!, heap[least]!)) least = left
      if (left + 1 < heap.length && comesBefore(heap[left + 1]!, heap[least]!)) least = left + 1
      if (least === index) return
      ;[heap[least], heap[index]] = [heap[index]!, heap[least]!]
      index = least
    }
  }
}

function comesBefore(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order)
}
