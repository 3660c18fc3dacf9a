export interface Pack {
  name: string
  id: string
  /** video, image, audio or try_on: what its units pay for. */
  type: string
  total: number
  remaining: number
  /** How many tasks of that type may run at once. */
  slots: number
  purchasedAt: number
  effectiveAt: number
  invalidAt: number
}

export interface Charge {
  taskId: string
  operation: string
  model: string
  at: number
  units: number
  pack: Pack
  before: number
  after: number
  body: Record<string, any>
}

export type Refusal = 'no-units' | 'no-slot'

interface Reservation {
  pack: Pack
  units: number
  type: string
  slots: number
}

/**
 * Units and slots. Units are reserved when a task is accepted, taken when it succeeds and given back when it fails; slots are held from acceptance to the end. The quota of a type is that of its
 * best active pack, not the sum.
 */
export class Account {
  packs: Pack[] = []
  charges: Charge[] = []
  #reserved = new Map<string, Reservation>()
  #used = new Map<string, number>()

  activePacks(type: string, now: number): Pack[] {
    return this.packs.filter((pack) => pack.type === type && pack.effectiveAt <= now && now < pack.invalidAt)
  }

  /** Checks and reserves; tells why not. */
  reserve(taskId: string, type: string, units: number, slots: number, now: number): Refusal | undefined {
    const active = this.activePacks(type, now)
    const pack = active.find((candidate) => this.#free(candidate) >= units)
    if (!pack) return 'no-units'
    const quota = Math.max(...active.map((candidate) => candidate.slots))
    if ((this.#used.get(type) ?? 0) + slots > quota) return 'no-slot'
    this.#reserved.set(taskId, { pack, units, type, slots })
    this.#used.set(type, (this.#used.get(type) ?? 0) + slots)
    return undefined
  }

  /** Ends a reservation: takes the units when the task succeeded. */
  settle(taskId: string, succeeded: boolean, details: Omit<Charge, 'taskId' | 'units' | 'pack' | 'before' | 'after'>): void {
    const reservation = this.#reserved.get(taskId)
    if (!reservation) return
    this.#reserved.delete(taskId)
    this.#used.set(reservation.type, (this.#used.get(reservation.type) ?? 0) - reservation.slots)
    if (!succeeded || reservation.units === 0) return
    const before = reservation.pack.remaining
    reservation.pack.remaining = Math.round((before - reservation.units) * 1e6) / 1e6
    this.charges.push({ taskId, units: reservation.units, pack: reservation.pack, before, after: reservation.pack.remaining, ...details })
  }

  /** Tasks that hold a slot or units. */
  get open(): Iterable<string> {
    return this.#reserved.keys()
  }

  get openCount(): number {
    return this.#reserved.size
  }

  usedSlots(type: string): number {
    return this.#used.get(type) ?? 0
  }

  #free(pack: Pack): number {
    let reserved = 0
    // Only packs that can run out are worth the sum.
    if (pack.remaining < 1e8) for (const reservation of this.#reserved.values()) if (reservation.pack === pack) reserved += reservation.units
    return pack.remaining - reserved
  }
}
