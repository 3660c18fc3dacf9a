import { type OperationId, unitValues } from '@klingkit/openapi/runtime'
import { type Balance, type Pack, round } from './pack.js'

/** Something that was paid. */
export interface Charge {
  /** Task, or call of a synchronous operation. */
  taskId: string
  operation: OperationId
  /** When the task was created, and when it was charged. */
  createdAt: number
  at: number
  /** Units of a pack, or money. */
  amount: number
  before: number
  after: number
  pack?: Pack
  currency?: string
}

export type Refusal = 'no-units' | 'no-slot'

/** What a call wants to take. */
export interface Claim {
  taskId: string
  operation: OperationId
  createdAt: number
  /** Kind of pack. */
  type: string
  units: number
  slots: number
}

interface Reservation extends Claim {
  pack: Pack | undefined
  cash: number
}

/**
 * Units and slots. Units are reserved when a task is accepted, taken when it succeeds and given back when it fails; slots are held from acceptance to the end. The quota of a type is that of its
 * best active pack, not the sum.
 */
export class Account {
  packs: Pack[] = []
  balance: Balance | undefined
  charges: Charge[] = []
  #open = new Map<string, Reservation>()
  #reservedUnits = new Map<string, number>()
  #reservedCash = 0
  #usedSlots = new Map<string, number>()

  /** Packs in force, the one that ends first in front. */
  activePacks(type: string, now: number): Pack[] {
    return this.packs.filter((pack) => pack.type === type && pack.effectiveAt <= now && now < pack.invalidAt).sort((a, b) => a.invalidAt - b.invalidAt)
  }

  /** Checks and reserves; tells why not. `cash` is what it will cost in money, when no pack pays. */
  reserve(claim: Claim, now: number): { refused: Refusal } | { cash: { amount: number; currency: string } | undefined } {
    const active = this.activePacks(claim.type, now)
    const pack = active.find((candidate) => round(candidate.remaining - (this.#reservedUnits.get(candidate.id) ?? 0)) >= claim.units)
    const price = pack ? undefined : this.#priceInCash(claim)
    if (!pack && price === undefined) return { refused: 'no-units' }
    const quota = active.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...active.map(({ slots }) => slots))
    if (this.usedSlots(claim.type) + claim.slots > quota) return { refused: 'no-slot' }
    this.#hold({ ...claim, pack, cash: price ?? 0 })
    return { cash: price === undefined ? undefined : { amount: price, currency: this.balance!.currency } }
  }

  /** Reserves without asking: for tasks that are already there. */
  claim(claim: Claim, now: number): void {
    const active = this.activePacks(claim.type, now)
    this.#hold({ ...claim, pack: active.find(({ remaining }) => remaining >= claim.units) ?? active[0], cash: 0 })
  }

  /** Ends a reservation: takes the units when the task succeeded. False when there is none (any more). */
  settle(taskId: string, succeeded: boolean, at: number): boolean {
    const reservation = this.#open.get(taskId)
    if (!reservation) return false
    this.#release(reservation)
    if (succeeded) this.#charge(reservation, at)
    return true
  }

  #charge(reservation: Reservation, at: number): void {
    const { taskId, operation, createdAt, pack, units, cash } = reservation
    if (pack && units > 0) {
      const before = pack.remaining
      pack.remaining = round(before - units)
      this.charges.push({ taskId, operation, createdAt, at, amount: units, before, after: pack.remaining, pack })
    } else if (!pack && cash > 0 && this.balance) {
      const before = this.balance.amount
      this.balance.amount = round(before - cash)
      this.charges.push({ taskId, operation, createdAt, at, amount: cash, before, after: this.balance.amount, currency: this.balance.currency })
    }
  }

  usedSlots(type: string): number {
    return this.#usedSlots.get(type) ?? 0
  }

  /** Forgets charges and reservations. */
  reset(packs: Pack[], balance: Balance | undefined): void {
    this.packs = packs
    this.balance = balance
    this.charges = []
    this.#open.clear()
    this.#reservedUnits.clear()
    this.#reservedCash = 0
    this.#usedSlots.clear()
  }

  /** What the units cost from the balance; undefined when it does not cover them. */
  #priceInCash({ type, units }: Claim): number | undefined {
    if (!this.balance) return undefined
    const { amount, currency } = this.balance
    const value = unitValues.find((entry) => entry.package === type && entry.currency === currency)?.value
    const price = value === undefined ? undefined : round(units * value)
    return price !== undefined && round(amount - this.#reservedCash) >= price ? price : undefined
  }

  #hold(reservation: Reservation): void {
    const { taskId, pack, units, cash, type, slots } = reservation
    this.#open.set(taskId, reservation)
    if (pack) this.#reservedUnits.set(pack.id, round((this.#reservedUnits.get(pack.id) ?? 0) + units))
    this.#reservedCash = round(this.#reservedCash + cash)
    this.#usedSlots.set(type, this.usedSlots(type) + slots)
  }

  #release({ taskId, pack, units, cash, type, slots }: Reservation): void {
    this.#open.delete(taskId)
    if (pack) this.#reservedUnits.set(pack.id, round((this.#reservedUnits.get(pack.id) ?? 0) - units))
    this.#reservedCash = round(this.#reservedCash - cash)
    this.#usedSlots.set(type, this.usedSlots(type) - slots)
  }
}
