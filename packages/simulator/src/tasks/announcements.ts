import type { CallbackMischief, Deliveries } from '../callbacks/deliveries.js'
import { toJson } from '../json.js'
import type { Clock, Timers } from '../ports.js'
import { legacyView } from './legacy-view.js'
import type { MediaAddress } from './media.js'
import { isLegacy, newView } from './new-view.js'
import type { TaskRecord } from './task-record.js'
import { historyOf, isEnded, type TaskState } from './task-state.js'

interface Entry {
  task: TaskRecord
  /** How many states of its history were sent. */
  sent: number
  mischief: CallbackMischief
  cancel?: () => void
}

interface Parts {
  clock: Clock
  timers: Timers
  deliveries: Deliveries
  address: MediaAddress
}

/** Sends a callback at every change of a task's state: now for what has happened, by a timer for what lies ahead. */
export class Announcements {
  #entries = new Map<string, Entry>()

  constructor(private parts: Parts) {}

  /** From now on the changes of a task are sent; `sent` of its states were already. */
  follow(task: TaskRecord, mischief: CallbackMischief = {}, sent = 0): void {
    if (task.callbackUrl === undefined) return
    this.#entries.set(task.id, { task, sent, mischief })
    this.changed(task)
  }

  /** A task took another turn: what had been planned is planned anew. */
  changed(task: TaskRecord): void {
    const entry = this.#entries.get(task.id)
    if (!entry) return
    entry.task = task
    entry.cancel?.()
    delete entry.cancel
    this.#send(entry)
  }

  clear(): void {
    for (const { cancel } of this.#entries.values()) cancel?.()
    this.#entries.clear()
  }

  #send(entry: Entry): void {
    const now = this.parts.clock.now()
    const states = historyOf(entry.task)
    while (entry.sent < states.length && states[entry.sent]!.updatedAt <= now) this.#deliver(entry, states[entry.sent++]!)
    const next = states[entry.sent]
    if (next) entry.cancel = this.parts.timers.at(next.updatedAt, () => this.#send(entry))
    else if (isEnded(states.at(-1)!)) this.#entries.delete(entry.task.id)
  }

  #deliver({ task, mischief }: Entry, state: TaskState): void {
    const { address, deliveries } = this.parts
    const body = isLegacy(task) ? legacyView(task, state, address) : newView(task, state, address, { inCallback: true })
    deliveries.deliver({ taskId: task.id, url: task.callbackUrl!, status: state.status, body: toJson(body), last: isEnded(state) }, mischief)
  }
}
