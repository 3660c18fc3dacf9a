import { defaults, facts, type PriceRow, prices } from '@klingkit/openapi/runtime'
import type { ContractOperation } from '../document/contract.js'
import { isObject, valuesAt } from '../json/paths.js'

/** Kinds of calls that look at something or take it away; nothing is made, so nothing is billed. */
const free = new Set(['acknowledgement', 'cursor list', 'query list', 'query one', 'query many by id', 'query', 'list'])

/**
 * The most units a call can cost by the price table of that day; undefined where nobody published a price. Where the table leaves something open, such as a length that follows from a file, the most
 * expensive reading counts.
 */
export function mostUnits(operation: ContractOperation, given: unknown, day: string): number | undefined {
  if (free.has(operation.kind)) return 0
  const body = withDefaults(isObject(given) ? given : {}, defaults[operation.id] ?? {})
  const rows = prices.filter(({ operations, from = '', until = '9' }) => operations.includes(operation.id) && from <= day && day <= until)
  const fitting = rows.filter(({ when = {} }) => Object.entries(when).every(([condition, wanted]) => fits(condition, wanted, body)))
  const costs = (fitting.length > 0 ? fitting : rows).map((row) => costOf(row, body))
  if (costs.length === 0 || costs.includes(undefined)) return undefined
  return Math.max(...(costs as number[]))
}

function fits(condition: string, wanted: unknown, body: Record<string, any>): boolean {
  const fact = facts[condition]
  if (fact) return wanted === fact.any.some((place) => valuesAt(body, place).some((value) => value !== ''))
  const [value] = valuesAt(body, condition)
  return [wanted].flat().includes(value)
}

function costOf({ units, per, seconds, count }: PriceRow, body: Record<string, any>): number | undefined {
  const each = typeof units === 'number' ? units : isObject(units) ? Number(units.max) : undefined
  if (each === undefined) return undefined
  if (per === 'call') return each
  const quantity = per === 'image' ? (count ? numberAt(body, count.path) : 1) : secondsOf(seconds, body)
  if (quantity === undefined) return undefined
  if (per === 'image') return each * quantity
  return each * (per === 'second' ? Math.ceil(quantity) : Math.ceil(quantity / 5))
}

function secondsOf(source: PriceRow['seconds'], body: Record<string, any>): number | undefined {
  if (!source) return undefined
  if ('path' in source) return numberAt(body, source.path)
  return typeof (source as { max?: unknown }).max === 'number' ? (source as unknown as { max: number }).max : undefined
}

function numberAt(body: Record<string, any>, path: string): number | undefined {
  const [value] = valuesAt(body, path)
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN
  // What no price can be reckoned from, for example a length below zero, has no price.
  return Number.isFinite(number) && number > 0 ? number : undefined
}

function withDefaults(body: Record<string, any>, missing: Record<string, any>): Record<string, any> {
  const filled = { ...body }
  for (const [name, value] of Object.entries(missing)) {
    const own = filled[name]
    if (own === undefined || own === '' || own === null) filled[name] = value
    else if (isObject(own) && isObject(value)) filled[name] = withDefaults(own, value)
  }
  return filled
}
