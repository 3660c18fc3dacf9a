/** A resource pack: units of one kind, and how many tasks it lets run at once. Plain JSON but for `slots`, which may be infinite. */
export interface Pack {
  /** As the account shows it, for example `Trial-Video-100Units`. */
  name: string
  /** Tells packs apart; the ledger names it. */
  id: string
  /** video, image or try_on: what its units pay for. */
  type: string
  /** Units it was bought with. */
  total: number
  /** Units that are left. */
  remaining: number
  /** How many tasks of that type may run at once. */
  slots: number
  /** When it was bought, as Unix time in milliseconds. */
  purchasedAt: number
  /** From when on it counts. */
  effectiveAt: number
  /** From when on it does not count any more. */
  invalidAt: number
}

/** What is paid from when no pack has enough; without one nothing is. */
export interface Balance {
  /** Money that is left. */
  amount: number
  /** `USD` or `CNY`. */
  currency: string
}

/** What the account says of a pack. */
export type PackStatus = 'toBeOnline' | 'online' | 'expired' | 'runOut'

/** What the account says of a pack at a moment: not begun, in force, over, or used up. */
export function packStatus(pack: Pack, now: number): PackStatus {
  if (now < pack.effectiveAt) return 'toBeOnline'
  if (now >= pack.invalidAt) return 'expired'
  return pack.remaining <= 0 ? 'runOut' : 'online'
}

/** Sums of units and money, without the dust of binary fractions. */
export function round(amount: number): number {
  return Math.round(amount * 1e6) / 1e6
}
