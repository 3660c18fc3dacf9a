/** A value that cannot be written as the exact JSON integer the endpoint documents. */
export class InexactIntegerError extends TypeError {
  override readonly name = 'InexactIntegerError'
  /** Where in the body, for example `element_list[0].element_id`. */
  readonly path: string

  constructor(path: string) {
    super(`${path} must be an integer: a string of digits, a bigint or a safe number. A number beyond 2^53 - 1 has lost digits already: keep it as a string.`)
    this.path = path
  }
}

/**
 * Writes JSON as `JSON.stringify` does, but with exact integers: every bigint, and at the named paths also strings of digits, become bare JSON integers. Absent and null members stay what they are.
 *
 * @param value what to write
 * @param integerPaths places that take integers of any size, dotted, `[]` for every item of an array: `element_list[].element_id`. Default: none
 * @throws InexactIntegerError when a named place holds an unsafe number, a fraction, other text or another kind of value; it does not repeat it
 * @throws TypeError the one of `JSON.stringify`, on cycles
 * @example
 * stringifyExact({ element_list: [{ element_id: '829836802793406551' }] }, ['element_list[].element_id'])
 * // {"element_list":[{"element_id":829836802793406551}]}
 */
export function stringifyExact(value: unknown, integerPaths: readonly string[] = []): string {
  // Integers are written as marked strings and then laid bare. Should the value hold that very mark, another one is taken; nobody can foresee it.
  for (;;) {
    const mark = `\x7f${Math.random()}`
    let integers = 0
    const places = new Map<unknown, string>()
    const text = JSON.stringify(value, function (this: any, key, item) {
      const above = places.get(this)
      const place = Array.isArray(this) ? `${above ?? ''}[${key}]` : above ? `${above}.${key}` : key
      if (typeof item === 'object' && item) places.set(item, place)
      // The program may have given all bigints a toJSON, as is often advised.
      const given = typeof this[key] === 'bigint' ? this[key] : item
      const named = item != null && integerPaths.includes(place.replace(/\[\d+]/g, '[]'))
      if (!named && typeof given !== 'bigint') return item
      integers++
      return mark + digitsOf(given, place)
    })
    if (integers === 0) return text
    if (text.split(mark).length === integers + 1)
      return text
        .split(`"${mark}`)
        .map((piece, index) => (index === 0 ? piece : piece.replace('"', '')))
        .join('')
  }
}

/** What may stand for an integer, as its digits. */
function digitsOf(value: unknown, place: string): string {
  const exact = typeof value === 'string' ? /^-?(0|[1-9]\d*)$/.test(value) : typeof value === 'bigint' || Number.isSafeInteger(value)
  if (!exact) throw new InexactIntegerError(place)
  return String(value)
}
