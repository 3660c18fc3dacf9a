import type { PriceRange } from '../generated/prices.gen.js'

/** How much: a number; from `min` to `max`, where it depends on what the request does not tell; or `'unknown'`, where nobody published it. */
export type Amount = number | PriceRange | 'unknown'

/** The product of two amounts: a range where one of them is one, unknown where one of them is. */
export function times(a: Amount, b: Amount): Amount {
  if (a === 'unknown' || b === 'unknown') return 'unknown'
  const [left, right] = [a, b].map((amount) => (typeof amount === 'number' ? { min: amount, max: amount } : amount)) as [PriceRange, PriceRange]
  const [min, max] = [round(left.min * right.min), round(left.max * right.max)]
  return min === max ? min : { min, max }
}

/** An amount of something that only comes in whole pieces. */
export function inPieces(amount: Amount, pieces: (number: number) => number): Amount {
  if (amount === 'unknown') return amount
  return typeof amount === 'number' ? pieces(amount) : { min: pieces(amount.min), max: pieces(amount.max) }
}

/** Without the dust of binary fractions. */
function round(number: number): number {
  return Math.round(number * 1e6) / 1e6
}
