import { type OperationId, unitValues } from '@klingkit/openapi/runtime'
import type { Journal } from '../journal.js'
import { type Balance, type Pack, round } from './pack.js'
import { type PastClaim, pastCharges } from './past-charges.js'

/** Something that was paid. */
export interface Charge {
  /** Task, or call of a synchronous operation. */
  taskId: string
  /** The operation that was paid for. */
  operation: OperationId
  /** When the task was created, as Unix time in milliseconds. */
  createdAt: number
  /** When it was charged, as Unix time in milliseconds. */
  at: number
  /** Units of a pack, or money. */
  amount: number
  /** What was left in the pack, or on the balance, before it. */
  before: number
  /** What was left after it. */
  after: number
  /** The pack it was taken from; missing where the balance paid. */
  pack?: Pick<Pack, 'id' | 'type' | 'name'>
  /** Currency of the money, where the balance paid. */
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
  #sayWhatIsLeft = new WeakSet<Pack>()

  constructor(private journal?: Journal) {}

  /** Packs in force, the one that ends first in front. */
  activePacks(type: string, now: number): Pack[] {
    return this.packs.filter((pack) => pack.type === type && pack.effectiveAt <= now && now < pack.invalidAt).sort((a, b) => a.invalidAt - b.invalidAt)
  }

  /** Checks and reserves; tells why not. `cash` is what it will cost in money, when no pack pays. */
  reserve(claim: Claim, now: number): { refused: Refusal } | { cash: { amount: number; currency: string } | undefined; pack: string | undefined } {
    const active = this.activePacks(claim.type, now)
    const pack = active.find((candidate) => this.#room(candidate) >= claim.units)
    const price = pack ? undefined : this.#priceInCash(claim)
    if (!pack && price === undefined) return { refused: 'no-units' }
    const quota = active.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...active.map(({ slots }) => slots))
    if (this.usedSlots(claim.type) + claim.slots > quota) return { refused: 'no-slot' }
    this.#hold({ ...claim, pack, cash: price ?? 0 })
    return { cash: price === undefined ? undefined : { amount: price, currency: this.balance!.currency }, pack: pack?.id }
  }

  /** Reserves without asking: for tasks that are already there. What they are paid from, where that is known, is named. */
  claim(claim: Claim, now: number, { cash, pack: id }: { cash?: { amount: number } | undefined; pack?: string | undefined } = {}): void {
    const active = this.activePacks(claim.type, now)
    const named = id === undefined ? undefined : this.packs.find((pack) => pack.id === id)
    const pack = cash ? undefined : (named ?? active.find((candidate) => this.#room(candidate) >= claim.units) ?? active[0])
    this.#hold({ ...claim, pack, cash: cash?.amount ?? 0 })
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
    const { taskId, operation, createdAt, units, cash } = reservation
    // Packs may have been set anew since; the one in force pays.
    const pack = reservation.pack && (this.packs.find(({ id }) => id === reservation.pack?.id) ?? reservation.pack)
    if (pack && units > 0) {
      const before = pack.remaining
      // A pack that was set anew may hold less than was reserved.
      const amount = Math.min(units, before)
      pack.remaining = round(before - amount)
      if (amount > 0) this.#note({ taskId, operation, createdAt, at, amount, before, after: pack.remaining, pack })
    } else if (!pack && cash > 0 && this.balance) {
      const before = this.balance.amount
      this.balance.amount = round(before - cash)
      this.#note({ taskId, operation, createdAt, at, amount: cash, before, after: this.balance.amount, currency: this.balance.currency })
    }
  }

  /** Sets packs as a start state gives them; those that say what is left say so after all that ended before. */
  begin(packs: Pack[], saysWhatIsLeft: (pack: Pack, index: number) => boolean): void {
    this.packs = packs
    for (const pack of packs.filter(saysWhatIsLeft)) this.#sayWhatIsLeft.add(pack)
  }

  /** Enters what ended before this account began. */
  enterPast(past: readonly PastClaim[]): void {
    for (const charge of pastCharges(past, this.packs, (pack) => this.#sayWhatIsLeft.has(pack))) this.#note(charge)
  }

  /** What is left of a pack beside what is reserved. */
  #room({ id, remaining }: Pack): number {
    return round(remaining - (this.#reservedUnits.get(id) ?? 0))
  }

  #note(charge: Charge): void {
    this.charges.push(charge)
    const { pack } = charge
    this.journal?.write({ charge: pack ? { ...charge, pack: { id: pack.id, type: pack.type, name: pack.name } } : charge })
  }

  /** Packs or balance were set: writes them down. */
  changed(): void {
    this.journal?.write({ account: { packs: this.packs, balance: this.balance } })
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
