import type { Amount } from '@klingkit/client/pricing'

/** `2.4`, `0.8 to 120`, `not known`. */
export function amountText(amount: Amount): string {
  if (amount === 'unknown') return 'not known'
  return typeof amount === 'number' ? String(amount) : `${amount.min} to ${amount.max}`
}

/** The amount of several calls. */
export function ofCalls(amount: Amount, calls: number): Amount {
  if (amount === 'unknown') return amount
  const times = (number: number) => Math.round(number * calls * 1e6) / 1e6
  return typeof amount === 'number' ? times(amount) : { min: times(amount.min), max: times(amount.max) }
}
