import { type PricedBodies, type PriceRow, type PriceSource, priceDefaults, priceFacts, priceSources, unitValues } from '../generated/prices.gen.js'
import { type Amount, times } from './amount.js'
import { valuesAt } from './body-path.js'
import { findRow } from './find-row.js'
import { quantityOf } from './quantity.js'
import { withDefaults } from './with-defaults.js'

/** The operations whose price can be asked for. */
export type PricedOperation = keyof PricedBodies

export interface EstimateOptions {
  /**
   * Length in seconds of the video or sound that the result is as long as: of a video edit the base video, of motion control the reference video, of an avatar the sound, of lip-sync the result.
   * Only asked for where the request does not tell the length. Default: not known, the answer is a range.
   */
  inputSeconds?: number
  /** The moment of the call, a date or milliseconds since 1970. Default: now. */
  at?: Date | number
  /** A currency to give the cost in as `money`; `CNY` is known besides `USD`, from resellers only. Default: none. */
  currency?: string
}

/** What the numbers of an estimate rest on. */
export interface PriceBasis {
  /** Kind of resource pack the units are taken from: `video`, `image`, `try_on`. */
  package?: string
  /** What the price is for. */
  per?: PriceRow['per']
  /** Units for one of these. */
  unitPrice?: Amount
  /** How many of these. */
  quantity?: Amount
  /** The conditions of the row: place in the body, or name of a fact -> value or values. */
  when?: Record<string, unknown>
  /** First day the price is known to hold, `2026-07-15`. */
  from?: string
  /** Last day of it. */
  until?: string
  /** Where it was read, and when. */
  source?: PriceSource & { name: string }
  /** What else is known of this price. */
  note?: string
  /** What was taken for granted: defaults put in, lengths handed in or not, uncertain facts. */
  assumptions: string[]
  /** Why there is no number, where there is none. */
  why?: string
}

export interface Estimate {
  /** Units of the resource pack `basis.package`. */
  units: Amount
  /** The same in US dollars. */
  usd: Amount
  /** The same in the currency asked for; only if one was. */
  money?: { currency: string; amount: Amount; approximate: boolean }
  basis: PriceBasis
}

/**
 * What a request will cost if it succeeds, by the published prices; failed tasks cost nothing. Never a guess: where the request leaves the length open the answer is a range, and where nobody published
 * a price it is `'unknown'`, with `basis.why`.
 *
 * @param operation the operation's id
 * @param body the body as it would be sent; documented defaults are put in and named in `basis.assumptions`
 * @throws RangeError when `inputSeconds` is no positive number, or `at` is no date
 * @example
 * estimate('createTextToVideoKling30Turbo', { prompt: 'A fox', settings: { duration: 3 } })
 * // { units: 2.4, usd: 0.336, basis: { package: 'video', per: 'second', unitPrice: 0.8, quantity: 3, from: '2026-06-17', assumptions: ['settings.resolution: 720p (default)'], ... } }
 * @see https://kling.ai/document-api/pricing/base/video
 */
export function estimate<Operation extends PricedOperation>(
  operation: Operation,
  body: PricedBodies[Operation],
  { inputSeconds, at = Date.now(), currency }: EstimateOptions = {},
): Estimate {
  if (inputSeconds !== undefined && !(Number.isFinite(inputSeconds) && inputSeconds > 0))
    throw new RangeError('inputSeconds must be a positive number of seconds')
  if (!Number.isFinite(+at)) throw new RangeError('at must be a date, or milliseconds since 1970')
  const { full, assumed } = withDefaults(body ?? {}, Object.hasOwn(priceDefaults, operation) ? priceDefaults[operation] : {})
  const { row, why } = findRow(operation, full, +at)
  const defaulted = (path: string) => `${path}: ${valuesAt(full, path)[0]} (default)`
  if (!row) return answer('unknown', 'unknown', { assumptions: assumed.map(defaulted), why })

  const { units: unitPrice = 'unknown', per, when = {} } = row
  const { quantity, assumptions } = quantityOf(row, full, inputSeconds)
  const decides = [...Object.keys(when), ...[row.seconds, row.count].map((place) => (place && 'path' in place ? place.path : ''))]
  const notes = Object.keys(when)
    .filter((condition) => when[condition] === true)
    .flatMap((fact) => priceFacts[fact]?.note ?? [])
  const units = times(unitPrice, quantity)
  return answer(units, row.usd === undefined ? inMoney(units, row.package, 'USD').amount : times(row.usd, quantity), {
    package: row.package,
    per,
    unitPrice,
    quantity,
    when,
    from: row.from,
    until: row.until,
    source: { name: row.source, ...priceSources[row.source]! },
    note: row.note,
    assumptions: [...assumed.filter((path) => decides.includes(path)).map(defaulted), ...assumptions, ...notes],
    why: unitPrice === 'unknown' ? 'Nobody published how many units it costs.' : quantity === 'unknown' ? 'How much is asked for cannot be told.' : undefined,
  })

  function answer(units: Amount, usd: Amount, basis: PriceBasis): Estimate {
    const given = Object.fromEntries(Object.entries(basis).filter(([, value]) => value !== undefined)) as unknown as PriceBasis
    if (currency === undefined) return { units, usd, basis: given }
    const money = currency === 'USD' ? { amount: usd, approximate: false } : inMoney(units, basis.package, currency)
    return { units, usd, money: { currency, ...money }, basis: given }
  }
}

/** What units are worth. */
function inMoney(units: Amount, pack: string | undefined, currency: string): { amount: Amount; approximate: boolean } {
  const worth = unitValues.find((entry) => entry.package === pack && entry.currency === currency)
  return { amount: worth ? times(units, worth.value) : 'unknown', approximate: worth?.approximate === true }
}
