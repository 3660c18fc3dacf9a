import { numberOf } from '../body-paths.js'

/** Cursors say all there is to know of the next page, so that nothing has to be remembered for them. */
export function writeCursor(place: object): string {
  return btoa(JSON.stringify(place))
}

/** What a cursor says; `undefined` for an empty one, `unknown` for one that is not of this mock. */
export function readCursor<Place extends object>(text: unknown, isPlace: (value: any) => boolean): Place | 'unknown' | undefined {
  if (typeof text !== 'string' || text === '') return undefined
  try {
    const place: unknown = JSON.parse(atob(text))
    return place !== null && typeof place === 'object' && isPlace(place) ? (place as Place) : 'unknown'
  } catch {
    return 'unknown'
  }
}

/** Filters of a list: the same key any of the values, different keys all of them. An empty list of values is no condition. */
export interface Filter {
  key?: string
  values?: unknown[]
}

export function filtersOf(value: unknown): Filter[] {
  return Array.isArray(value) ? value.filter((filter) => filter !== null && typeof filter === 'object') : []
}

/** Whether something passes all filters. `memberOf` tells what it has under a key, nothing where a key means nothing. */
export function passes(filters: Filter[], memberOf: (key: string) => string | undefined): boolean {
  const wanted = new Map<string, unknown[]>()
  for (const { key, values } of filters) if (key && Array.isArray(values) && values.length > 0) wanted.set(key, [...(wanted.get(key) ?? []), ...values])
  for (const [key, values] of wanted) {
    const value = memberOf(key)
    if (value !== undefined && !values.includes(value)) return false
  }
  return true
}

/** A whole number within limits, whatever was sent. */
export function limited(value: unknown, most: number, otherwise: number): number {
  const number = Math.floor(numberOf(value ?? otherwise))
  return Number.isFinite(number) ? Math.min(most, Math.max(1, number)) : otherwise
}
