import { facts, type PriceRow, prices } from '@klingkit/openapi/runtime'
import { valuesAt } from '../values.js'

export interface Price {
  /** Units, or undefined where nobody published how much. */
  units: number | undefined
  package: string
}

const rowsByOperation = new Map<string, PriceRow[]>()
for (const row of prices) for (const operation of row.operations) rowsByOperation.set(operation, [...(rowsByOperation.get(operation) ?? []), row])

/** What a create costs by the price table of the day; `body` has its defaults put in. Lengths that only a file tells are taken as `fileSeconds`. */
export function priceOf(operation: string, body: Record<string, any>, at: number, fileSeconds: number): Price {
  const day = new Date(at).toISOString().slice(0, 10)
  const rows = rowsByOperation.get(operation) ?? []
  const fitting = rows.filter((row) => fits(row, body))
  // The clock of a test may stand before a product was launched; then the earliest price serves.
  const row = fitting.find(({ from, until }) => (from ?? '') <= day && day <= (until ?? '9')) ?? fitting[0]
  if (!row || typeof row.units !== 'number') return { units: undefined, package: row?.package ?? 'video' }
  return { units: round(row.units * quantity(row, body, fileSeconds)), package: row.package }
}

function fits(row: PriceRow, body: Record<string, any>): boolean {
  return Object.entries(row.when ?? {}).every(([path, wanted]) => {
    const fact = facts[path]
    const value = fact ? fact.any.some((place) => valuesAt(body, place).some((found) => found !== '')) : valuesAt(body, path)[0]
    return [wanted].flat().includes(value)
  })
}

function quantity(row: PriceRow, body: Record<string, any>, fileSeconds: number): number {
  if (row.per === 'image') return Number(row.count ? valuesAt(body, row.count.path)[0] : 1) || 1
  if (row.per !== 'second' && row.per !== 'five_seconds') return 1
  const asked = row.seconds && 'path' in row.seconds ? Number(valuesAt(body, row.seconds.path)[0]) : Number.NaN
  const seconds = Number.isFinite(asked) ? asked : Math.round(fileSeconds)
  return row.per === 'second' ? seconds : Math.ceil(seconds / 5)
}

function round(units: number): number {
  return Math.round(units * 1e6) / 1e6
}
