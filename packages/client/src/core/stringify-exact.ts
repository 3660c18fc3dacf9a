import { writeExact } from './write-exact.js'

/** A value that cannot be written as the exact JSON integer the endpoint documents. */
export class InexactIntegerError extends TypeError {
  override readonly name = 'InexactIntegerError'
  /** Where in the body, for example `element_list[0].element_id`. */
  readonly path: string

  constructor(path: string, message: string) {
    super(message)
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
  return writeExact(value, integerPaths, (path, message) => new InexactIntegerError(path, message))
}
