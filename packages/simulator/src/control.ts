import type { Account, Charge } from './account/account.js'
import type { Balance, Pack } from './account/pack.js'
import type { Deliveries, Delivery } from './callbacks/deliveries.js'
import type { ControlledClock } from './controlled-clock.js'
import type { TaskStore } from './ports.js'
import type { RequestEvent, RequestLog, SimulatorEvent } from './request-log.js'
import type { Seed } from './seed/seed.js'
import type { TaskRecord } from './tasks/task-record.js'
import { historyOf, type TaskState } from './tasks/task-state.js'
import type { Tasks } from './tasks/tasks.js'
import type { Speed } from './timing.js'
import type { TroubleRule, TroubleRules } from './trouble/rules.js'

interface Parts {
  clock: ControlledClock | undefined
  account: Account
  deliveries: Deliveries
  rules: TroubleRules
  log: RequestLog
  store: TaskStore
  tasks: Tasks
  now: () => number
  /** Done when the start state is laid out. */
  ready: () => Promise<void> | undefined
  plant: (seed: unknown) => Promise<void>
  reset: () => Promise<void>
}

/** A task as `control` shows it: in the shape of the new standard, whatever made it, and what else is known of it. */
export interface ControlledTask extends Record<string, unknown> {
  /** The create operation, for example `createText2Video`. */
  operation: string
  /** What was sent, long files left out. */
  body: Record<string, unknown>
  /** What it costs when it succeeds. */
  units: number
  /** Where it calls back, if it does. */
  callback_url?: string
  /** Its states in order, each with the moment it begins, in Unix milliseconds; those that lie ahead as well, as long as nobody steps in. */
  states: TaskState[]
}

/** Which tasks `control.tasks` shows. */
export interface TaskSelection {
  /** Only what comes after the task of this id on the list: for the next page. */
  after?: string
  /** Only these, in the order of the list; unknown ones are left out. */
  ids?: readonly string[]
}

/** Steps in from outside: time, tasks, trouble, account; and shows what happened. */
export class Control {
  constructor(private parts: Parts) {}

  /** The clock, unless one was handed in. */
  get clock(): ControlledClock {
    if (!this.parts.clock) throw new Error('this simulator was handed a clock; move that one')
    return this.parts.clock
  }

  /** The last thousand requests, oldest first. */
  get requests(): RequestEvent[] {
    return this.parts.log.all
  }

  /** The last ten thousand callbacks, oldest first. */
  get callbacks(): readonly Delivery[] {
    return this.parts.deliveries.all
  }

  /** The packs, with what is left after every task that has ended by now. */
  get packs(): Pack[] {
    return this.#account.packs
  }

  /** Money that is paid from when no pack has enough, with what is left after every task that has ended by now. */
  get balance(): Balance | undefined {
    return this.#account.balance
  }

  /** What was charged, oldest first; tasks that have ended by now included. */
  get charges(): readonly Charge[] {
    return this.#account.charges
  }

  /** The rules in force, in the order they were set, each with the number of requests it has matched. */
  get rules(): TroubleRules['all'] {
    return this.parts.rules.all
  }

  /** Sets packs, for example one with few units or slots. */
  setPacks(packs: Pack[]): void {
    this.parts.account.packs = packs
    this.parts.account.changed()
  }

  /** Sets the money that is paid from when no pack has enough. */
  setBalance(balance: Balance | undefined): void {
    this.parts.account.balance = balance && { ...balance }
    this.parts.account.changed()
  }

  /** Whether callbacks are signed. */
  get signsCallbacks(): boolean {
    return this.parts.deliveries.signs
  }

  /** Signs callbacks with this `whsec_...` secret from now on, instead of those before. It is not kept beyond this process. */
  setWebhookSecret(secret: string): void {
    this.parts.deliveries.signWith(secret)
  }

  /** For tasks created from now on. */
  setSpeed(speed: Speed, timeFactor = 1): void {
    this.parts.tasks.speed = speed
    this.parts.tasks.timeFactor = timeFactor
  }

  /** Slots taken by running tasks of a pack type. */
  usedSlots(packType: string): number {
    return this.#account.usedSlots(packType)
  }

  /**
   * Makes trouble for requests that match; returns an id to take it back.
   *
   * @throws TroubleError when a word or a member is not known
   */
  addRule(rule: TroubleRule): string {
    return this.parts.rules.add(rule)
  }

  /** Takes a rule back. False when there is none of this id. */
  removeRule(id: string): boolean {
    return this.parts.rules.remove(id)
  }

  /** Tasks, newest first. After a task that is not (any more) there comes nothing. */
  async tasks(limit = 100, { after: last, ids }: TaskSelection = {}): Promise<ControlledTask[]> {
    await this.parts.ready()
    const { store } = this.parts
    const after = last === undefined ? undefined : await store.get(last)
    if (last !== undefined && !after) return []
    const found = ids
      ? (await Promise.all(ids.map((id) => store.get(id)))).filter((task) => task !== undefined)
      : [...(await store.list({ family: 'tasks', limit, after })), ...(await store.list({ family: 'solutions', limit, after }))]
    return found
      .sort((a, b) => b.createdAt - a.createdAt || b.sequence - a.sequence)
      .slice(0, limit)
      .map((task) => this.#shown(task))
  }

  /** One task, by its id or the caller's. */
  async task(id: string): Promise<ControlledTask | undefined> {
    await this.parts.ready()
    const { store } = this.parts
    const task = (await store.get(id)) ?? (await store.byExternalId(id))
    return task && this.#shown(task)
  }

  /** How many tasks there are, whatever made them. */
  async taskCount(): Promise<number> {
    await this.parts.ready()
    return this.parts.store.count()
  }

  /** Moves a task to its next status. False when there is no such task. */
  async advance(id: string): Promise<boolean> {
    return (await this.parts.tasks.intervene(id, 'advance')) !== undefined
  }

  /** Ends a task well, at once. False when there is no such task; one that has ended stays as it is. */
  async succeed(id: string): Promise<boolean> {
    return (await this.parts.tasks.intervene(id, 'succeed')) !== undefined
  }

  /**
   * Lets a task fail, at once. False when there is no such task; one that has ended stays as it is.
   *
   * @param reason what the task says; default: that it did not pass the risk control
   */
  async fail(id: string, reason?: string): Promise<boolean> {
    return (await this.parts.tasks.intervene(id, 'fail', reason)) !== undefined
  }

  /**
   * Lays out tasks, voices, elements and speeches beside those that are there, and puts packs in the place of those that are there.
   *
   * @throws TypeError that names what is wrong with the seed
   */
  async seed(seed: Seed | Record<string, unknown>): Promise<void> {
    await this.parts.ready()
    return this.parts.plant(seed)
  }

  /** Hears of every request and callback, and of tasks. */
  listen(listener: (event: SimulatorEvent) => void): () => void {
    return this.parts.log.listen(listener)
  }

  /** Goes back to the start: forgets tasks, things, rules, charges and what happened, and lays out the start state again. */
  reset(): Promise<void> {
    return this.parts.reset()
  }

  /** Nobody tells when a task ends; so who asks sees to it first. */
  get #account(): Account {
    this.parts.tasks.settle(this.parts.now())
    return this.parts.account
  }

  #shown(task: TaskRecord): ControlledTask {
    return {
      operation: task.operation,
      body: task.body,
      units: task.cost.units,
      ...(task.callbackUrl === undefined ? {} : { callback_url: task.callbackUrl }),
      states: historyOf(task),
      ...this.parts.tasks.inNewShape(task),
    }
  }
}
