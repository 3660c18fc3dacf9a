import { defaults, type Operation, type OperationId } from '@klingkit/openapi/runtime'
import type { Account, Refusal } from '../account/account.js'
import { priceOf } from '../account/price.js'
import type { Deliveries } from '../callbacks/deliveries.js'
import { toJson } from '../json.js'
import type { Library } from '../library.js'
import { productOf } from '../operations.js'
import type { Clock, IdSource, RandomSource, TaskStore, Timers } from '../ports.js'
import { type MadeIds, makesReferable } from '../references.js'
import { DueTimes } from '../settlements.js'
import { type Speed, timesOf } from '../timing.js'
import type { Trouble } from '../trouble/trouble.js'
import { withDefaults } from '../values.js'
import { legacyView } from './legacy-view.js'
import { type MediaAddress, madeBy, outputSeconds } from './made-things.js'
import { isLegacy, newView } from './new-view.js'
import type { TaskRecord } from './task-record.js'
import { changesAfter, stateAt, type TaskState } from './task-state.js'

interface Parts {
  clock: Clock
  timers: Timers
  ids: IdSource
  random: RandomSource
  store: TaskStore
  account: Account
  library: Library
  made: MadeIds
  deliveries: Deliveries
  address: MediaAddress
  speed: Speed
  timeFactor: number
  reads: number | undefined
}

export type Creation = { task: TaskRecord } | { refused: Refusal | 'duplicate' }

/** Long texts (pictures as Base64) are not kept: nothing of a task depends on them. */
const textKept = 2048

/** Makes tasks, shows them, and does what is due when they change. */
export class Tasks {
  speed: Speed
  timeFactor: number
  #sequence = 0
  #due = new DueTimes<TaskRecord>()
  #timers = new Map<string, (() => void)[]>()

  constructor(private parts: Parts) {
    this.speed = parts.speed
    this.timeFactor = parts.timeFactor
  }

  /** Makes a task if units and slots are there and its external id is new. */
  async create(operation: Operation, body: Record<string, any>, trouble: Trouble): Promise<Creation> {
    const { clock, ids, random, store, account, made } = this.parts
    const now = clock.now()
    await this.settle(now)
    const full = withDefaults(body, defaults[operation.id])
    const seconds = outputSeconds(operation.id, full)
    const price = priceOf(operation.id, full, now, seconds)
    const product = productOf(operation)
    const cost = { units: price.units ?? 0, package: price.package }
    const slots = product === 'image' ? Number(full.result_type === 'series' ? full.series_amount : full.n) || 1 : 1
    const externalId = textOf(body.external_task_id ?? body.options?.external_task_id)
    const callbackUrl = textOf(body.callback_url ?? body.options?.callback_url)
    const id = ids.digits()
    const refused = account.reserve(id, packOf(product, cost.package), cost.units, slots, now)
    if (refused) return { refused }
    const times = timesOf(operation, seconds, this.speed, this.timeFactor, random)
    const totalTime = trouble.time ?? times.totalTime
    const reads = trouble.reads ?? this.parts.reads
    const task: TaskRecord = {
      id,
      sequence: ++this.#sequence,
      operation: operation.id,
      createdAt: now,
      body: lean(body),
      ...(externalId === undefined ? {} : { externalId }),
      ...(callbackUrl === undefined ? {} : { callbackUrl }),
      queueTime: Math.min(times.queueTime, totalTime),
      totalTime,
      ...(reads === undefined ? {} : { readsNeeded: reads }),
      reads: 0,
      ...(trouble.fail === undefined ? {} : { failure: trouble.fail }),
      interventions: [],
      cost,
      slots,
      resultId: ids.digits(),
      ...(trouble.createdLate === undefined ? {} : { visibleFrom: now + trouble.createdLate }),
    }
    if (!(await store.add(task))) {
      account.settle(id, false, chargeDetails(task, now))
      return { refused: 'duplicate' }
    }
    if (makesReferable(operation.id)) for (const thing of madeBy(task)) if ('id' in thing) made.add(thing.id, id)
    if (reads === undefined) this.#due.push(now + totalTime, task)
    if (callbackUrl !== undefined) this.#plan(task, trouble)
    return { task }
  }

  /** A task by its id or the caller's, unless it is not to be seen yet. Counts as a read. */
  async read(id: string, belongs: (task: TaskRecord) => boolean, by: 'either' | 'id' | 'external' = 'either'): Promise<TaskRecord | undefined> {
    const { store, clock } = this.parts
    const task = (by === 'external' ? undefined : await store.get(id)) ?? (by === 'id' ? undefined : await store.byExternalId(id))
    if (!task || !belongs(task) || (task.visibleFrom !== undefined && clock.now() < task.visibleFrom)) return undefined
    if (task.readsNeeded !== undefined && !this.isEnded(task)) {
      task.reads++
      await store.update(task)
      if (this.isEnded(task)) await this.#ended(task)
    }
    return task
  }

  stateOf(task: TaskRecord): TaskState {
    return stateAt(task, this.parts.clock.now())
  }

  isEnded(task: TaskRecord): boolean {
    const { status } = this.stateOf(task)
    return status === 'succeeded' || status === 'failed'
  }

  legacy(task: TaskRecord): Record<string, unknown> {
    return legacyView(task, this.stateOf(task), this.parts.address, this.parts.library.deleted)
  }

  inNewShape(task: TaskRecord): Record<string, unknown> {
    return newView(task, this.stateOf(task), this.parts.address, this.parts.library.deleted)
  }

  /** Steps in from outside: the next status, success or failure at once. */
  async intervene(id: string, kind: 'advance' | 'succeed' | 'fail', reason = 'Failure to pass the risk control system'): Promise<TaskRecord | undefined> {
    const { store, clock } = this.parts
    const task = await store.get(id)
    if (!task || this.isEnded(task)) return task
    const at = clock.now()
    task.interventions.push(kind === 'fail' ? { at, kind, reason } : { at, kind })
    await store.update(task)
    for (const cancel of this.#timers.get(id) ?? []) cancel()
    this.#timers.delete(id)
    if (task.callbackUrl) this.#callback(task, {})
    if (this.isEnded(task)) await this.#ended(task)
    else if (task.callbackUrl) this.#plan(task, {}, false)
    return task
  }

  /** Takes and gives back the units of every task that has ended by now. */
  async settle(now: number): Promise<void> {
    for (let task = this.#due.take(now); task; task = this.#due.take(now)) if (this.isEnded(task)) await this.#ended(task)
  }

  clear(): void {
    for (const cancels of this.#timers.values()) for (const cancel of cancels) cancel()
    this.#timers.clear()
    this.#due.clear()
  }

  async #ended(task: TaskRecord): Promise<void> {
    const { status, updatedAt } = this.stateOf(task)
    this.parts.account.settle(task.id, status === 'succeeded', chargeDetails(task, updatedAt))
  }

  /** Sends a callback now and at every later change of status. */
  #plan(task: TaskRecord, trouble: Trouble, first = true): void {
    const mischief = trouble.callback ?? {}
    if (first) this.#callback(task, mischief)
    const cancels = changesAfter(task, this.parts.clock.now()).map((time) => this.parts.timers.at(time, () => this.#callback(task, mischief)))
    if (cancels.length > 0) this.#timers.set(task.id, cancels)
  }

  #callback(task: TaskRecord, mischief: NonNullable<Trouble['callback']>): void {
    const { address, library, deliveries } = this.parts
    const state = this.stateOf(task)
    const body = isLegacy(task) ? legacyView(task, state, address, library.deleted) : newView(task, state, address, library.deleted, true)
    deliveries.deliver(task.id, task.callbackUrl!, state.status, toJson(body), mischief)
    if (this.isEnded(task)) this.#timers.delete(task.id)
  }
}

function packOf(product: string, pack: string): string {
  return product === 'try_on' ? 'try_on' : pack === 'image' ? 'image' : 'video'
}

function chargeDetails(task: TaskRecord, at: number) {
  return { operation: task.operation as OperationId, model: String(task.body.model_name ?? task.operation), at, body: task.body }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function lean(value: any): any {
  if (typeof value === 'string') return value.length > textKept && !/\s/.test(value.slice(0, 200)) ? `${value.slice(0, 32)}… (${value.length} characters)` : value
  if (Array.isArray(value)) return value.map(lean)
  if (value !== null && typeof value === 'object') {
    const copy: Record<string, any> = {}
    for (const key in value) copy[key] = lean(value[key])
    return copy
  }
  return value
}
