/** A resource pack: units of one kind, and how many tasks it lets run at once. Plain JSON but for `slots`, which may be infinite. */
export interface Pack {
  name: string
  id: string
  /** video, image or try_on: what its units pay for. */
  type: string
  total: number
  remaining: number
  /** How many tasks of that type may run at once. */
  slots: number
  purchasedAt: number
  effectiveAt: number
  invalidAt: number
}

/** What is paid from when no pack has enough; without one nothing is. */
export interface Balance {
  amount: number
  currency: string
}

export type PackStatus = 'toBeOnline' | 'online' | 'expired' | 'runOut'

export function packStatus(pack: Pack, now: number): PackStatus {
  if (now < pack.effectiveAt) return 'toBeOnline'
  if (now >= pack.invalidAt) return 'expired'
  return pack.remaining <= 0 ? 'runOut' : 'online'
}

/** Sums of units and money, without the dust of binary fractions. */
export function round(amount: number): number {
  return Math.round(amount * 1e6) / 1e6
}
