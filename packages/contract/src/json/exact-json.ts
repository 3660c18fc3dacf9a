import { parse } from 'lossless-json'

const mark = 'exact-integer:'

/** Parses JSON without losing a digit: integers that JavaScript cannot hold become marked texts, which `exactText` writes as numbers again. */
export function parseExact(text: string): any {
  return parse(text, undefined, { parseNumber: (digits) => (isUnsafe(digits) ? `${mark}${digits}` : Number(digits)) })
}

/** JSON text in which marked integers, and bigints, stand as numbers. */
export function exactText(value: unknown): string {
  const text = JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? `${mark}${member}` : member))
  return text.replace(/"exact-integer:(-?\d+)"/g, '$1')
}

/** An id as text, however it was given. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value.replace(/^exact-integer:/, '') : undefined
}

/** An id in the form in which another one stands: digits as an integer where that is one. */
export function idLike(sample: unknown, id: string): unknown {
  const isNumber = typeof sample === 'number' || (typeof sample === 'string' && sample.startsWith(mark))
  if (!isNumber || !/^\d+$/.test(id)) return id
  return isUnsafe(id) ? `${mark}${id}` : Number(id)
}

function isUnsafe(digits: string): boolean {
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits))
}
