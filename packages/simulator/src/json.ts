/** Integers that a number cannot hold travel as marked strings and are written as digits. */
const mark = 'exact-integer:'

export function exactInteger(digits: string): string | number {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : `${mark}${digits}`
}

/** JSON text in which marked integers stand as numbers. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes(mark) ? text.replace(/"exact-integer:(-?\d+)"/g, '$1') : text
}

/** Parses JSON and keeps every digit of `element_id`, the one field that is longer than a number: it comes back as a string. */
export function fromJson(text: string): unknown {
  return JSON.parse(text.includes('"element_id"') ? text.replace(/("element_id"\s*:\s*)(\d{16,})/g, '$1"$2"') : text)
}
