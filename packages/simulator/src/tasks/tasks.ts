import { taskFailures } from '@klingkit/openapi/runtime'
import type { Account, Claim, Refusal } from '../account/account.js'
import type { PastClaim } from '../account/past-charges.js'
import type { Deliveries } from '../callbacks/deliveries.js'
import { DueTimes } from '../due-times.js'
import { operationOf } from '../operations.js'
import type { Clock, IdSource, RandomSource, TaskStore, Timers } from '../ports.js'
import type { Speed } from '../timing.js'
import { Announcements } from './announcements.js'
import { drawUp, externalIdOf, type Wish } from './draw-up.js'
import { legacyView } from './legacy-view.js'
import type { MediaAddress } from './media.js'
import { newView } from './new-view.js'
import { slotsOf } from './plan.js'
import type { Intervention, TaskRecord, TaskStatus } from './task-record.js'
import { existsAt, historyOf, isEnded, stateAt, type TaskState } from './task-state.js'

interface Parts {
  clock: Clock
  timers: Timers
  ids: IdSource
  random: RandomSource
  store: TaskStore
  account: Account
  deliveries: Deliveries
  address: MediaAddress
  speed: Speed
  timeFactor: number
  /** Tasks end after that many reads instead of after a time. */
  reads: number | undefined
  /** Told of every change of a task, when it is noticed. */
  onChange: (id: string, status: TaskStatus) => void
}

/** What tasks most often fail of. */
const usualFailure = taskFailures.find(({ name }) => name === 'risk-control')?.text ?? 'failed'

export type Creation = { task: TaskRecord } | { refused: Refusal | 'duplicate' }

/** Makes tasks, shows them, and does what is due when they change. */
export class Tasks {
  speed: Speed
  timeFactor: number
  #sequence = 0
  #due = new DueTimes<{ id: string; status: TaskStatus }>()
  #announcements: Announcements

  constructor(private parts: Parts) {
    this.speed = parts.speed
    this.timeFactor = parts.timeFactor
    this.#announcements = new Announcements(parts)
  }

  /** Makes a task if its external id is new, and units and slots are there. */
  async create(wish: Wish): Promise<Creation> {
    const { clock, ids, random, reads, store, account } = this.parts
    const now = clock.now()
    this.settle(now)
    const externalId = externalIdOf(wish.body)
    if (externalId !== undefined && (await store.byExternalId(externalId))) return { refused: 'duplicate' }
    const task = drawUp({ ids, random, speed: this.speed, timeFactor: this.timeFactor, reads, sequence: this.nextSequence() }, wish, now)
    const held = account.reserve(claimOf(task), now)
    if ('refused' in held) return held
    task.cost.cash = held.cash
    task.cost.pack = held.pack
    let added = false
    try {
      added = await store.add(task)
    } finally {
      // Also where it could not be written.
      if (!added) account.settle(task.id, false, now)
    }
    if (!added) return { refused: 'duplicate' }
    this.#expect(task, now)
    this.#announcements.follow(task, wish.trouble.callback)
    this.parts.onChange(task.id, 'submitted')
    return { task }
  }

  /** A task by its id or the caller's, unless it is not there yet. Counts as a read. */
  async read(id: string, belongs: (task: TaskRecord) => boolean, by: 'either' | 'id' | 'external' = 'either'): Promise<TaskRecord | undefined> {
    const { store, clock } = this.parts
    const now = clock.now()
    const isMeant = (task: TaskRecord | undefined) => task !== undefined && belongs(task) && existsAt(task, now)
    const byId = by === 'external' ? undefined : await store.get(id)
    const task = isMeant(byId) || by === 'id' ? byId : await store.byExternalId(id)
    if (!task || !isMeant(task)) return undefined
    if (task.counted && task.counted.doneAt === undefined && !isEnded(stateAt(task, now))) await this.#count(task, now)
    return task
  }

  stateOf(task: TaskRecord): TaskState {
    return stateAt(task, this.parts.clock.now())
  }

  legacy(task: TaskRecord): Record<string, unknown> {
    return legacyView(task, this.stateOf(task), this.parts.address)
  }

  inNewShape(task: TaskRecord): Record<string, unknown> {
    return newView(task, this.stateOf(task), this.parts.address)
  }

  /** Steps in from outside: the next status, success or failure at once. */
  async intervene(id: string, step: 'advance' | 'succeed' | 'fail', reason = usualFailure): Promise<TaskRecord | undefined> {
    const { store, clock } = this.parts
    const at = clock.now()
    const task = await store.get(id)
    if (!task || !existsAt(task, at)) return undefined
    if (isEnded(stateAt(task, at))) return task
    const intervention: Intervention = step === 'fail' ? { at, kind: step, reason } : { at, kind: step }
    task.interventions = [...(task.interventions ?? []), intervention].sort((a, b) => a.at - b.at)
    await store.update(task)
    this.#noticed(task, at)
    return task
  }

  /** Remembers that what a task made was deleted. */
  async markDeleted(task: TaskRecord): Promise<void> {
    task.deletedAt = this.parts.clock.now()
    await this.parts.store.update(task)
  }

  /** Takes and gives back the units of every task that has ended by now. */
  settle(now: number): void {
    for (let ended = this.#due.take(now); ended; ended = this.#due.take(now)) {
      const { id, status } = ended.item
      // Who was ended from outside has been settled already.
      if (this.parts.account.settle(id, status === 'succeeded', ended.due)) this.parts.onChange(id, status)
    }
  }

  /** Takes over tasks that were made elsewhere: kept by an earlier process, or laid out as a start. They are charged as they would have been, unless they were; the oldest comes first. */
  adopt(tasks: TaskRecord[], earlier?: Earlier): void {
    const { account, clock } = this.parts
    const now = clock.now()
    const ended: { task: TaskRecord; state: TaskState }[] = []
    const past: PastClaim[] = []
    for (const task of tasks) {
      this.#sequence = Math.max(this.#sequence, task.sequence)
      const state = stateAt(task, now)
      // Without a journal it is not known any more what was paid from a balance.
      if (task.cost.past) {
        if (!earlier && state.status === 'succeeded') past.push({ ...claimOf(task), at: state.updatedAt })
      } else if (earlier ? !earlier.charged.has(task.id) : !task.cost.cash) account.claim(claimOf(task), now, task.cost)
      if (isEnded(state)) ended.push({ task, state })
      else this.#expect(task, now)
      const sent = earlier?.sent.get(task.id)
      if (sent !== undefined || !isEnded(state))
        this.#announcements.follow(task, {}, sent ?? historyOf(task).filter(({ updatedAt }) => updatedAt <= now).length)
    }
    account.enterPast(past)
    for (const { task, state } of ended.sort((a, b) => a.state.updatedAt - b.state.updatedAt))
      account.settle(task.id, state.status === 'succeeded', state.updatedAt)
  }

  /** The number of the next task. */
  nextSequence(): number {
    return ++this.#sequence
  }

  /** Calls off everything that is still to come. */
  clear(): void {
    this.#announcements.clear()
    this.#due.clear()
  }

  async #count(task: TaskRecord, now: number): Promise<void> {
    const counted = task.counted!
    counted.seen++
    counted.firstAt ??= now
    if (counted.seen >= counted.needed) counted.doneAt = now
    await this.parts.store.update(task)
    if (counted.seen === 1 || counted.doneAt !== undefined) this.#noticed(task, now)
  }

  /** Remembers when the task will end, if nobody steps in. */
  #expect(task: TaskRecord, now: number): void {
    const end = historyOf(task).at(-1)!
    if (isEnded(end)) this.#due.push(Math.max(end.updatedAt, now), { id: task.id, status: end.status })
  }

  /** A task took another turn just now. */
  #noticed(task: TaskRecord, now: number): void {
    // What ended by itself before comes first in the ledger.
    this.settle(now)
    const state = stateAt(task, now)
    if (isEnded(state)) this.parts.account.settle(task.id, state.status === 'succeeded', state.updatedAt)
    this.#announcements.changed(task)
    this.parts.onChange(task.id, state.status)
  }
}

/** What an earlier process has seen to. */
export interface Earlier {
  /** Ids of tasks that were charged. */
  charged: ReadonlySet<string>
  /** Task -> how many of its states were sent or are being sent. */
  sent: ReadonlyMap<string, number>
}

/** What a task takes from the account. */
function claimOf({ id, operation, createdAt, cost, pictures }: TaskRecord): Claim {
  return { taskId: id, operation, createdAt, type: cost.package, units: cost.units, slots: slotsOf(operationOf(operation), pictures) }
}
