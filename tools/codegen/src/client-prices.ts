import { priceFacts } from '../../spec-build/src/price-facts.ts'
import { requestDefaults } from '../../spec-build/src/runtime-tables.ts'

type Json = Record<string, any>

/**
 * The price table of the client: rows, the facts their conditions speak of, what a unit is worth, where each price comes from; and of the documented defaults those that decide a price.
 */
export function pricesCode(document: Json, pricing: Json): string {
  const prices = pricing.prices.map(({ operations, when, per, seconds, count, units, usd, package: pack, source, from, until, note }: Json) => ({
    operations,
    when,
    per,
    seconds,
    count,
    units,
    usd,
    package: pack,
    source,
    from,
    until,
    note,
  }))
  const unitValues = pricing.unit_values.map(({ package: pack, currency, value, approximate }: Json) => ({ package: pack, currency, value, approximate }))
  const named = new Set<string>(prices.map(({ source }: Json) => source))
  const sources = Object.fromEntries(Object.entries(pricing.sources).filter(([name]) => named.has(name)))
  const operations = [...new Set<string>(prices.flatMap(({ operations }: Json) => operations))].sort()
  const types = operations.map((id) => `${id[0]!.toUpperCase()}${id.slice(1)}Data`)
  return `import type {\n${types.map((type) => `  ${type},\n`).join('')}} from './types.gen.js'

/** The bodies of the operations that cost something, or are known to be free. */
export interface PricedBodies {
${operations.map((id, index) => `  ${id}: ${types[index]}['body']\n`).join('')}}
${rowType}
export const prices: readonly PriceRow[] = [
${prices.map((row: Json) => `  ${JSON.stringify(row)},\n`).join('')}]

/** Name -> whether one of the paths holds something. */
export const priceFacts: Record<string, PriceFact> = ${JSON.stringify(priceFacts(document, pricing.facts), null, 2)}

/** What one unit of a pack is worth. */
export const unitValues: readonly UnitValue[] = ${JSON.stringify(unitValues, null, 2)}

/** Where a price was read. */
export const priceSources: Record<string, PriceSource> = ${JSON.stringify(sources, null, 2)}

/** Operation -> what its rows ask for and a body may leave out. */
export const priceDefaults: Record<string, Record<string, any>> = ${JSON.stringify(decidingDefaults(document, prices, operations), null, 2)}
`
}

/** Of the defaults only the members that a row of the operation speaks of. */
function decidingDefaults(document: Json, prices: Json[], operations: string[]): Json {
  const all = requestDefaults({ document, invalid: {} })
  const found: Json = {}
  for (const operation of operations) {
    const rows = prices.filter((row) => row.operations.includes(operation))
    const paths = rows.flatMap(({ when = {}, seconds, count }) => [...Object.keys(when), seconds?.path, count?.path].filter(Boolean))
    for (const path of new Set<string>(paths)) {
      const value = path.split('.').reduce((holder: any, name) => holder?.[name], all[operation])
      if (value !== undefined) put(found, [operation, ...path.split('.')], value)
    }
  }
  return found
}

function put(holder: Json, [name, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    holder[name!] = value
    return
  }
  holder[name!] ??= {}
  put(holder[name!], rest, value)
}

const rowType = `
export interface PriceRange {
  min: number
  max: number
}

/** One line of the price table. */
export interface PriceRow {
  operations: readonly (keyof PricedBodies)[]
  /** Path in the body with its defaults, or name of a fact -> value or values. */
  when?: Record<string, unknown>
  per: 'second' | 'five_seconds' | 'call' | 'image'
  /** Where the length comes from: a member of the body, or a file, with its documented limits. */
  seconds?: { path: string } | ({ from: string } & Partial<PriceRange>)
  /** Where the number of pictures comes from, and its limits where it is left to the service. */
  count?: { path: string } & Partial<PriceRange>
  units?: number | PriceRange | 'unknown'
  /** What one costs where it is not worth so many units. */
  usd?: number
  package: string
  source: string
  /** First and last day it is known to hold. */
  from?: string
  until?: string
  note?: string
}

export interface PriceFact {
  any: readonly string[]
  note?: string
}

export interface UnitValue {
  package: string
  currency: string
  value: number
  approximate?: boolean
}

export interface PriceSource {
  /** \`documented\`, \`observed\`, \`gateway\`, \`inferred\` or \`unknown\`. */
  origin: string
  /** The day it was read. */
  date: string
  what: string
}
`
