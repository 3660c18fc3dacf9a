import type { PriceRow } from '../generated/prices.gen.js'
import { type Amount, inPieces } from './amount.js'
import { valuesAt } from './body-path.js'

/** How many of what a row counts a request asks for, and what had to be assumed for it. */
export interface Quantity {
  quantity: Amount
  assumptions: string[]
}

/** @param inputSeconds length of the file, where the result is as long as one */
export function quantityOf(row: PriceRow, body: object, inputSeconds: number | undefined): Quantity {
  if (row.per === 'call') return { quantity: 1, assumptions: [] }
  if (row.per === 'image') return picturesOf(row, body)
  const { quantity, assumptions } = secondsOf(row, body, inputSeconds)
  const pieces = row.per === 'five_seconds' ? (seconds: number) => Math.ceil(seconds / 5) : Math.round
  return { quantity: inPieces(quantity, pieces), assumptions }
}

function secondsOf({ seconds }: PriceRow, body: object, inputSeconds: number | undefined): Quantity {
  if (!seconds) return { quantity: 'unknown', assumptions: [] }
  if ('path' in seconds) {
    const asked = numberAt(body, seconds.path)
    return asked === undefined ? { quantity: 'unknown', assumptions: [`${seconds.path} is no number of seconds`] } : { quantity: asked, assumptions: [] }
  }
  const { from, min, max } = seconds
  const what = from === 'output' ? 'the result' : `the ${from.replace('_', ' ')}`
  if (inputSeconds !== undefined) {
    const outside = (min !== undefined && inputSeconds < min) || (max !== undefined && inputSeconds > max)
    return {
      quantity: inputSeconds,
      assumptions: [`${what} lasts ${inputSeconds} s${outside ? `, which is outside the documented ${min} to ${max} s: the service may refuse it` : ''}`],
    }
  }
  if (min === undefined || max === undefined) return { quantity: 'unknown', assumptions: [`how long ${what} lasts was not handed in (inputSeconds)`] }
  return { quantity: { min, max }, assumptions: [`${what} lasts from ${min} to ${max} s: its length was not handed in (inputSeconds)`] }
}

function picturesOf({ count }: PriceRow, body: object): Quantity {
  if (!count) return { quantity: 1, assumptions: [] }
  const asked = numberAt(body, count.path)
  if (asked !== undefined) return { quantity: asked, assumptions: [] }
  const { path, min, max } = count
  if (min === undefined || max === undefined) return { quantity: 'unknown', assumptions: [`${path} is no number of pictures`] }
  return { quantity: { min, max }, assumptions: [`from ${min} to ${max} pictures: ${path} leaves it to the service`] }
}

/** A number of a body, as such or as digits, if it counts something. */
function numberAt(body: object, path: string): number | undefined {
  const number = Number(valuesAt(body, path)[0])
  return Number.isFinite(number) && number > 0 ? number : undefined
}
