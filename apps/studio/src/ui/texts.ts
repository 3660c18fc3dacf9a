const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const date = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 4 })

export const timeText = (at: number) => time.format(at)
export const dateText = (at: number) => date.format(at)
export const numberText = (value: number) => number.format(value)
export const usdText = (value: number) => money.format(value)

/** A span of time, as short as it can be told: 340 ms, 2.1 s, 3 min 20 s, 2 h 5 min. */
export function spanText(milliseconds: number): string {
  const value = Math.max(0, milliseconds)
  if (value < 1000) return `${Math.round(value)} ms`
  if (value < 60_000) return `${(value / 1000).toFixed(value < 10_000 ? 1 : 0)} s`
  const minutes = Math.floor(value / 60_000)
  if (minutes < 60) return `${minutes} min ${Math.round((value % 60_000) / 1000)} s`
  if (minutes < 2880) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return `${Math.floor(minutes / 1440)} days`
}

/** A word with the first letter as at the beginning of a sentence. */
export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
