import type { Contract, ContractOperation } from '../document/contract.js'
import { Budget } from './budget.js'
import { type Call, Caller, type Reply } from './caller.js'
import { Chains } from './chains.js'
import { chosenOperations } from './chosen.js'
import { credentialsOf } from './credentials.js'
import { FreshIds } from './example-body.js'
import { inLanes } from './in-lanes.js'
import type { CheckOptions } from './options.js'
import type { Outcome } from './outcome.js'
import type { Clock } from './pace.js'
import type { Safety } from './safety.js'

/** Calls under way at a time, where nobody else uses the server. */
const lanesHere = 6

/** One run of a check: what it works with, and what has come of it so far. */
export class Run {
  readonly operations: readonly ContractOperation[]
  readonly budget: Budget | undefined
  readonly caller: Caller
  readonly chains = new Chains()
  readonly fresh = new FreshIds(Math.random().toString(36).slice(2, 10))
  readonly outcomes: Outcome[] = []

  constructor(
    readonly options: CheckOptions,
    readonly baseUrl: URL,
    readonly contract: Contract,
    readonly safety: Safety,
    readonly clock: Clock,
  ) {
    this.budget = options.allowPaid ? new Budget(options.maxUnits!) : undefined
    this.operations = chosenOperations(contract, options)
    this.caller = new Caller({
      baseUrl,
      contract,
      credentials: credentialsOf(options, contract.gateway, safety.live),
      safety,
      watchForProxies: (options.safe ?? 'auto') === 'auto',
      budget: this.budget,
      assumeUnits: options.assumeUnits,
      timeoutMilliseconds: (options.timeoutSeconds ?? 30) * 1000,
      clock,
    })
  }

  /** Makes a call and notes what came of it. */
  async done(call: Call): Promise<Reply> {
    const reply = await this.caller.call(call)
    this.note(reply)
    return reply
  }

  note({ outcome }: Reply): void {
    this.outcomes.push(outcome)
    this.options.onOutcome?.(outcome)
  }

  /** Several at a time, where nobody else uses the server. */
  inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    return inLanes(this.safety.live ? 1 : lanesHere, items, work)
  }
}
