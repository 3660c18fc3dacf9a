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
  const value = JSON.parse(text)
  const mayHold =
    typeof value === 'number' ||
    /[\s:,[]-?\d{16}/.test(text) ||
    // A name may be written with escapes; those of ASCII all begin alike.
    alwaysText.some((name) => text.includes(name) || text.includes('\\u00'))
  return mayHold ? JSON.parse(quoteIntegers(text, alwaysText)) : value
}

/** Goes from quote to quote, so that only what stands between strings is searched for numbers. */
function quoteIntegers(text: string, names: readonly string[]): string {
  let isString = false
  let last = ''
  const pieces = text.split('"').map((piece) => {
    if (isString) {
      let end = piece.length
      while (piece[end - 1] === '\\') end--
      // Behind an odd number of backslashes a quote is part of the string.
      isString = (piece.length - end) % 2 > 0
      last += isString ? `${piece}"` : piece
      return piece
    }
    isString = true
    const before = last
    last = ''
    return piece.replace(/(^\s*:\s*)?(-?\d[\d.eE+-]*)/g, (found, colon, digits) => {
      if (/^-?\d{16,}$/.test(digits) && !Number.isSafeInteger(+digits)) return `${colon ?? ''}"${digits}"`
      return colon && Number.isInteger(+digits) && names.includes(JSON.parse(`"${before}"`)) ? `${colon}"${+digits}"` : found
    })
  })
  return pieces.join('"')
}
