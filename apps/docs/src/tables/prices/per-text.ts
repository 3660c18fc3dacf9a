import type { PriceRow } from './price-rows.ts'

/** What a price is for. */
export function perText({ per, seconds, count }: Pick<PriceRow, 'per' | 'seconds' | 'count'>): string {
  const what = { second: 'second', five_seconds: '5 s begun', call: 'call', image: 'picture' }[per]
  const from = seconds && 'from' in seconds ? ` of the ${seconds.from.replaceAll('_', ' ')}` : ''
  return `${what}${from}${count ? ` (${count.path})` : ''}`
}
