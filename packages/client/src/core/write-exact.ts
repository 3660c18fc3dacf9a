import { exact } from './exact.js'

/**
 * Writes JSON with exact integers, as `stringifyExact` does.
 *
 * @param refuse makes the error for a place that holds what cannot be written as an integer
 */
export function writeExact(value: unknown, integerPaths: readonly string[], refuse: (path: string, message: string) => Error): string {
  // Integers are written as strings between marks, which are then taken away with their quotes. Should the value hold that very mark, another one is taken; nobody can foresee it.
  for (;;) {
    const mark = `\x7f${Math.random()}`
    let integers = 0
    const places = new Map<unknown, string>()
    const text = JSON.stringify(value, function (this: any, key, item) {
      const place = (places.get(this) ?? '') + (Array.isArray(this) ? `[${key}]` : key)
      if (Object(item) === item) places.set(item, place && !Array.isArray(item) ? `${place}.` : place)
      // The program may have given all bigints a toJSON, as is often advised.
      const given = typeof this[key] === 'bigint' ? this[key] : item
      if (typeof given !== 'bigint') {
        if (item == null || !integerPaths.includes(place.replace(/\[\d+]/g, '[]'))) return exact(place, item)
        if (!(typeof item === 'string' ? /^-?(0|[1-9]\d*)$/.test(item) : Number.isSafeInteger(item)))
          throw refuse(place, `${place} must be an integer: a string of digits, a bigint or a safe number. Beyond 2^53 - 1 a number has lost digits.`)
      }
      integers++
      return mark + given + mark
    })
    if (!integers) return text
    if (text.split(mark).length === 2 * integers + 1) return text.replaceAll(`"${mark}`, '').replaceAll(`${mark}"`, '')
  }
}
