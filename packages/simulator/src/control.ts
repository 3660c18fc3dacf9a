import type { Account, Pack } from './account/account.js'
import type { Deliveries, Delivery } from './callbacks/deliveries.js'
import type { ControlledClock } from './controlled-clock.js'
import type { Library } from './library.js'
import type { TaskStore } from './ports.js'
import type { RequestEvent, RequestLog, SimulatorEvent } from './request-log.js'
import type { Tasks } from './tasks/tasks.js'
import type { TroubleRule, TroubleRules } from './trouble/rules.js'
import type { Speed } from './timing.js'

interface Parts {
  clock: ControlledClock | undefined
  account: Account
  deliveries: Deliveries
  rules: TroubleRules
  log: RequestLog
  store: TaskStore
  tasks: Tasks
  library: Library
  reset: () => Promise<void>
}

/** Steps in from outside: time, tasks, trouble, account; and shows what happened. */
export class Control {
  constructor(private parts: Parts) {}

  /** The clock, unless one was handed in. */
  get clock(): ControlledClock {
    if (!this.parts.clock) throw new Error('this simulator was handed a clock; move that one')
    return this.parts.clock
  }

  /** Requests that came in, oldest first. */
  get requests(): RequestEvent[] {
    return this.parts.log.all
  }

  get callbacks(): readonly Delivery[] {
    return this.parts.deliveries.log
  }

  get packs(): Pack[] {
    return this.parts.account.packs
  }

  get rules(): TroubleRules['all'] {
    return this.parts.rules.all
  }

  /** Sets packs, for example one with few units or slots. */
  setPacks(packs: Pack[]): void {
    this.parts.account.packs = packs
  }

  setSpeed(speed: Speed, timeFactor = 1): void {
    this.parts.tasks.speed = speed
    this.parts.tasks.timeFactor = timeFactor
  }

  /** Makes trouble for requests that match; returns an id to take it back. */
  addRule(rule: TroubleRule): string {
    return this.parts.rules.add(rule)
  }

  removeRule(id: string): boolean {
    return this.parts.rules.remove(id)
  }

  /** Tasks, newest first, in the shape of the new standard with the operation that made them. */
  async tasks(limit = 100): Promise<Record<string, unknown>[]> {
    const { store, tasks } = this.parts
    const found = [...(await store.list({ family: 'tasks', limit })), ...(await store.list({ family: 'solutions', limit }))]
    return found
      .sort((a, b) => b.sequence - a.sequence)
      .slice(0, limit)
      .map((task) => ({ operation: task.operation, body: task.body, units: task.cost.units, ...tasks.inNewShape(task) }))
  }

  async taskCount(): Promise<number> {
    return this.parts.store.count()
  }

  /** Moves a task to its next status. */
  async advance(id: string): Promise<boolean> {
    return (await this.parts.tasks.intervene(id, 'advance')) !== undefined
  }

  async succeed(id: string): Promise<boolean> {
    return (await this.parts.tasks.intervene(id, 'succeed')) !== undefined
  }

  async fail(id: string, reason?: string): Promise<boolean> {
    return (await this.parts.tasks.intervene(id, 'fail', reason)) !== undefined
  }

  /** Hears of every request and callback. */
  listen(listener: (event: SimulatorEvent) => void): () => void {
    return this.parts.log.listen(listener)
  }

  /** Forgets tasks, things, rules, charges and what happened. */
  reset(): Promise<void> {
    return this.parts.reset()
  }
}
