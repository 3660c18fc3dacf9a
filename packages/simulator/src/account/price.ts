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

/** The rows about an operation, and the paths and facts their conditions speak of. */
interface PriceTable {
  rows: PriceRow[]
  conditions: string[]
  /** Values of the conditions -> the rows they fulfil. Requests of a kind are many, the kinds of requests few. */
  fitting: Map<string, PriceRow[]>
}

const tables = new Map<string, PriceTable>()
// Rows that only know a price in money are no help here.
for (const row of prices.filter(({ units }) => units !== undefined)) {
  for (const operation of row.operations) {
    const table: PriceTable = tables.get(operation) ?? { rows: [], conditions: [], fitting: new Map() }
    tables.set(operation, table)
    table.rows.push(row)
    table.conditions = [...new Set([...table.conditions, ...Object.keys(row.when ?? {})])]
  }
}

const mostKinds = 1000

/** The row of the price table of the day that is about a request; `body` has its defaults put in. */
export function priceRowOf(operation: string, body: Record<string, any>, at: number): PriceRow | undefined {
  const table = tables.get(operation)
  if (!table) return undefined
  const fitting = fittingRows(table, body)
  if (fitting.length < 2) return fitting[0]
  const day = new Date(at).toISOString().slice(0, 10)
  // The clock of a test may stand before a product was launched; then the earliest price serves.
  return fitting.find(({ from, until }) => (from ?? '') <= day && day <= (until ?? '9')) ?? fitting[0]
}

function fittingRows({ rows, conditions, fitting }: PriceTable, body: Record<string, any>): PriceRow[] {
  const values = conditions.map((condition) => conditionValue(condition, body))
  const key = JSON.stringify(values)
  const known = fitting.get(key)
  if (known) return known
  const found = rows.filter(({ when = {} }) =>
    Object.entries(when).every(([condition, wanted]) => [wanted].flat().includes(values[conditions.indexOf(condition)])),
  )
  // Whoever sends a new model each time must not fill the memory.
  if (fitting.size >= mostKinds) fitting.clear()
  fitting.set(key, found)
  return found
}

/** What a body says under a path, as far as it is a plain value; or whether a fact holds. */
function conditionValue(condition: string, body: Record<string, any>): unknown {
  const fact = facts[condition]
  if (fact) return fact.any.some((place) => valuesAt(body, place).some((found) => found !== ''))
  const value = valueAt(body, condition)
  return typeof value === 'object' ? undefined : value
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

function quantityOf({ per }: PriceRow, { seconds, pictures }: Quantity): number {
  if (per === 'image') return pictures
  if (per === 'second') return Math.round(seconds)
  return per === 'five_seconds' ? Math.ceil(seconds / 5) : 1
}
