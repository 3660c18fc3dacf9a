import { unitValues } from '@klingkit/openapi/runtime'
import type { Charge } from '@klingkit/simulator'

/** What was paid, summed up. */
export interface Spent {
  /** By kind of pack. */
  units: { type: string; units: number; usd: number }[]
  /** All of it in US dollars: units at their list price, and money. */
  usd: number
}

/** Sums up charges. Money of other currencies does not count. */
export function spentBy(charges: readonly Charge[]): Spent {
  const byType = new Map<string, number>()
  let money = 0
  for (const { pack, amount, currency } of charges) {
    if (pack) byType.set(pack.type, (byType.get(pack.type) ?? 0) + amount)
    else if (currency === 'USD') money += amount
  }
  const units = [...byType].map(([type, amount]) => ({ type, units: cents(amount), usd: cents(amount * unitValue(type)) }))
  return { units, usd: cents(units.reduce((sum, { usd }) => sum + usd, money)) }
}

export function unitValue(type: string): number {
  return unitValues.find((row) => row.package === type && row.currency === 'USD')?.value ?? 0
}

/** Without the dust of binary fractions; units of pictures are worth fractions of a cent. */
function cents(amount: number): number {
  return Math.round(amount * 1e6) / 1e6
}
