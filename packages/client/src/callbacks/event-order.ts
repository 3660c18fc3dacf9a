import { BoundedMap } from './bounded-map.js'
import type { CallbackEvent } from './callback-event.js'

/** Remembers how far each task was, to tell events that come late: the order of callbacks is not documented. */
export class EventOrder {
  #latest: BoundedMap<{ updatedAt: number; terminal: boolean }>

  constructor(capacity: number) {
    this.#latest = new BoundedMap(capacity)
  }

  /** Whether a later state of the task is known already. */
  isBehind({ standard, id, terminal, updated_at: updatedAt }: CallbackEvent): boolean {
    const latest = this.#latest.get(`${standard}/${id}`)
    return latest !== undefined && ((latest.terminal && !terminal) || (updatedAt ?? Number.POSITIVE_INFINITY) < latest.updatedAt)
  }

  note(event: CallbackEvent): void {
    if (!this.isBehind(event))
      this.#latest.set(`${event.standard}/${event.id}`, { updatedAt: event.updated_at ?? Number.NEGATIVE_INFINITY, terminal: event.terminal })
  }
}
