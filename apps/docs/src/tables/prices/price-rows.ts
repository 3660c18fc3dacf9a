import { operations, type PriceRow as PublishedRow, pricing } from '@klingkit/openapi'

export interface PriceRow extends PublishedRow {
  /** Its anchor on the page. */
  id: string
  source: string
  note?: string
  usd?: number
  also?: { units: number; package: string; source: string; from?: string }[]
}

export interface UnitValue {
  package: string
  currency: string
  value: number
  origin: string
  source: string
  approximate?: boolean
  note?: string
}

export const sources = pricing['sources'] as Record<string, { origin: string; date: string; what: string }>
export const unitValues = pricing['unit_values'] as UnitValue[]
export const facts = pricing['facts'] as Record<string, { any: string[]; note?: string }>
export const prices: PriceRow[] = (pricing['prices'] as PriceRow[]).map((row, index) => ({ ...row, id: `price-${index + 1}` }))

/** Rows about the same operations, those under the tag of the first of them. */
export function priceGroups(): { tag: string; groups: { operations: readonly string[]; rows: PriceRow[] }[] }[] {
  const byOperations = Map.groupBy(prices, (row) => row.operations.join(' '))
  const groups = [...byOperations.values()].map((rows) => ({ operations: rows[0]!.operations as readonly string[], rows }))
  const tagOf = (id: string): string => operations.find((operation) => operation.id === id)!.tag
  return [...Map.groupBy(groups, ({ operations: [first] }) => tagOf(first!))].map(([tag, own]) => ({ tag, groups: own }))
}

/** What one unit of quantity costs in US dollars, if that is known. */
export function usdOf({ units, usd, package: pack }: PriceRow): number | { min: number; max: number } | 'unknown' {
  if (usd !== undefined) return usd
  const worth = unitValues.find((entry) => entry.package === pack && entry.currency === 'USD')
  if (units === 'unknown' || !worth) return 'unknown'
  const times = (number: number) => Math.round(number * worth.value * 1e6) / 1e6
  return typeof units === 'number' ? times(units) : { min: times(units.min), max: times(units.max) }
}
