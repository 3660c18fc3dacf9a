import { facts, type PriceRow, prices } from '@klingkit/openapi/runtime'
import { numberOf, valueAt, valuesAt } from '../body-paths.js'
import { round } from './pack.js'

export interface Price {
  /** Units, or undefined where nobody published how much. */
  units: number | undefined
  /** Kind of pack; undefined for a model or quality the price table does not know. */
  package: string | undefined
}

/** What is known of a result before it is made. */
export interface Quantity {
  seconds: number
  pictures: number
}

const rowsByOperation = new Map<string, PriceRow[]>()
// Rows that only know a price in money are no help here.
for (const row of prices.filter(({ units }) => units !== undefined))
  for (const operation of row.operations) rowsByOperation.set(operation, [...(rowsByOperation.get(operation) ?? []), row])

/** The row of the price table of the day that is about a request; `body` has its defaults put in. */
export function priceRowOf(operation: string, body: Record<string, any>, at: number): PriceRow | undefined {
  const fitting = (rowsByOperation.get(operation) ?? []).filter((row) => fits(row, body))
  if (fitting.length < 2) return fitting[0]
  const day = new Date(at).toISOString().slice(0, 10)
  // The clock of a test may stand before a product was launched; then the earliest price serves.
  return fitting.find(({ from, until }) => (from ?? '') <= day && day <= (until ?? '9')) ?? fitting[0]
}

/** Whether the length of the result is not a parameter of the request: it follows from a file. */
export function lengthFollowsFile(row: PriceRow | undefined): boolean {
  return row?.seconds !== undefined && 'from' in row.seconds
}

/** What a request costs. */
export function priceBy(row: PriceRow | undefined, quantity: Quantity): Price {
  if (!row || typeof row.units !== 'number') return { units: undefined, package: row?.package }
  return { units: round(row.units * quantityOf(row, quantity)), package: row.package }
}

/** What a create costs; lengths that only a file tells, and numbers of pictures that the service chooses, are taken as given. */
export function priceOf(operation: string, body: Record<string, any>, at: number, fileSeconds: number, pictures = 4): Price {
  const row = priceRowOf(operation, body, at)
  const asked = row?.seconds && 'path' in row.seconds ? numberOf(valueAt(body, row.seconds.path)) : Number.NaN
  const count = row?.count ? numberOf(valueAt(body, row.count.path)) : 1
  return priceBy(row, { seconds: Number.isFinite(asked) ? asked : fileSeconds, pictures: count || pictures })
}

function fits(row: PriceRow, body: Record<string, any>): boolean {
  for (const path in row.when) {
    const fact = facts[path]
    const value = fact ? fact.any.some((place) => valuesAt(body, place).some((found) => found !== '')) : valueAt(body, path)
    const wanted = row.when[path]
    if (Array.isArray(wanted) ? !wanted.includes(value) : wanted !== value) return false
  }
  return true
}

function quantityOf({ per }: PriceRow, { seconds, pictures }: Quantity): number {
  if (per === 'image') return pictures
  if (per === 'second') return Math.round(seconds)
  return per === 'five_seconds' ? Math.ceil(seconds / 5) : 1
}
