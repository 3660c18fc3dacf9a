import type { Charge, Claim } from './account.js'
import { type Pack, round } from './pack.js'

/** Something that was paid before this account began. */
export interface PastClaim extends Claim {
  /** When it was charged. */
  at: number
}

/**
 * The entries of what was paid before, the oldest first. A pack that says what is left says so after all of it: its entries are reckoned back from there and nothing is taken. From another one the units
 * are taken as far as it holds. What fits nowhere was paid from a pack that is gone, and has no entry.
 */
export function pastCharges(past: readonly PastClaim[], packs: readonly Pack[], saysWhatIsLeft: (pack: Pack) => boolean): Charge[] {
  const paid = past.filter(({ units }) => units > 0).sort((a, b) => a.at - b.at)
  const entries = new Map<PastClaim, Charge>()
  const enter = (claim: PastClaim, pack: Pack, before: number, after: number) => {
    const { taskId, operation, createdAt, at, units } = claim
    entries.set(claim, { taskId, operation, createdAt, at, amount: units, before, after, pack })
  }
  for (const pack of packs.filter(saysWhatIsLeft)) {
    let left = pack.remaining
    for (const claim of paid.toReversed()) {
      const before = round(left + claim.units)
      if (entries.has(claim) || claim.type !== pack.type || before > pack.total) continue
      enter(claim, pack, before, left)
      left = before
    }
  }
  for (const claim of paid) {
    const pack = packs.find((candidate) => !saysWhatIsLeft(candidate) && candidate.type === claim.type && candidate.remaining >= claim.units)
    if (entries.has(claim) || !pack) continue
    const before = pack.remaining
    pack.remaining = round(before - claim.units)
    enter(claim, pack, before, pack.remaining)
  }
  return paid.flatMap((claim) => entries.get(claim) ?? [])
}
