/** What {@link parseExact} may be told. */
export interface ParseExactOptions {
  /** Names of members whose integers become text whatever their size, so that their type does not depend on how many digits they have. Default: none. */
  alwaysText?: readonly string[]
}

/**
 * Reads JSON as `JSON.parse` does, but loses no digit: an integer beyond the exact range of a number (more than 2^53 - 1 either way) becomes a string of its digits.
 *
 * Fractions, exponents, keys and digits inside strings are left alone. Runs the same on Node 20, which tells a reviver nothing of the source text.
 *
 * @param text JSON
 * @returns the value; big integers, and all integers of the members named in `alwaysText`, as text
 * @throws SyntaxError the one of `JSON.parse`
 * @example
 * parseExact('{"element_id":829836802793406551,"n":1}') // { element_id: '829836802793406551', n: 1 }
 * parseExact('{"element_id":7}', { alwaysText: ['element_id'] }) // { element_id: '7' }
 */
export function parseExact(text: string, { alwaysText = [] }: ParseExactOptions = {}): any {
  // Most texts hold no such integer. For those that do, this first pass says that quotes and numbers stand where they should.
  let value = JSON.parse(text)
  if (typeof value === 'number' || /[\s:,[]-?\d{16}/.test(text)) value = JSON.parse(quoteLargeIntegers(text))
  // A name may be written with escapes; those of ASCII all begin alike.
  if (alwaysText.some((name) => text.includes(name) || text.includes('\\u00'))) integersToText(value, alwaysText)
  return value
}

/** Goes from string to string, so that only what stands between them is searched for numbers. */
function quoteLargeIntegers(text: string): string {
  let quoted = ''
  for (let at = 0, end = 0; at < text.length; at = end) {
    const start = text.indexOf('"', at)
    quoted += text.slice(at, start < 0 ? text.length : start).replace(/-?\d[\d.eE+-]*/g, (number) => (isLargeInteger(number) ? `"${number}"` : number))
    if (start < 0) break
    end = endOfString(text, start)
    quoted += text.slice(start, end)
  }
  return quoted
}

function isLargeInteger(number: string): boolean {
  return number.length > 15 && !/[.eE]/.test(number) && !Number.isSafeInteger(+number)
}

/** The place behind the quote that ends a string: the first one with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let quote = start; ; ) {
    quote = text.indexOf('"', quote + 1)
    let backslashes = 0
    while (text[quote - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return quote + 1
  }
}

/** Without recursion: depth is the sender's choice. */
function integersToText(value: unknown, names: readonly string[]): void {
  const waiting: any[] = [value]
  while (waiting.length > 0) {
    const holder = waiting.pop()
    if (typeof holder !== 'object' || !holder) continue
    for (const key of Object.keys(holder)) {
      if (Number.isInteger(holder[key]) && names.includes(key)) holder[key] = String(holder[key])
      else waiting.push(holder[key])
    }
  }
}
