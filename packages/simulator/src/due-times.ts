interface Entry<Item> {
  due: number
  /** Of two that are due at once, the one that was put in first comes first. */
  order: number
  item: Item
}

/** What is due when, so that the next one is found at once however many wait: a queue for what comes in the order of its time, as nearly all does, and a heap for the rest. */
export class DueTimes<Item> {
  #queue: Entry<Item>[] = []
  #head = 0
  #heap: Entry<Item>[] = []
  #count = 0

  push(due: number, item: Item): void {
    const entry = { due, order: this.#count++, item }
    const last = this.#queue.at(-1)
    if (!last || last.due <= due) this.#queue.push(entry)
    else this.#rise(entry)
  }

  /** Takes the next item that is due. */
  take(now: number): { due: number; item: Item } | undefined {
    const first = this.#queue[this.#head]
    const top = this.#heap[0]
    const next = first && top ? (comesBefore(first, top) ? first : top) : (first ?? top)
    if (!next || next.due > now) return undefined
    if (next === first) this.#shift()
    else this.#pop()
    return next
  }

  clear(): void {
    this.#queue = []
    this.#head = 0
    this.#heap = []
  }

  #shift(): void {
    this.#head++
    // What was taken is thrown away now and then, not each time.
    if (this.#head < 1000 && this.#head < this.#queue.length) return
    this.#queue = this.#queue.slice(this.#head)
    this.#head = 0
  }

  #rise(entry: Entry<Item>): void {
    const heap = this.#heap
    heap.push(entry)
    for (let index = heap.length - 1; index > 0; ) {
      const parent = (index - 1) >> 1
      if (!comesBefore(heap[index]!, heap[parent]!)) return
      ;[heap[parent], heap[index]] = [heap[index]!, heap[parent]!]
      index = parent
    }
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    heap[0] = last
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
