import { KlingError } from '../errors/kling-error.js'

/**
 * A value as it goes out: a bigint as the text of its digits, as ids are text everywhere but in lists of elements, whose operations write their bodies themselves.
 *
 * @param name where it stands, for the error
 * @throws KlingError for a number beyond 2^53, which is no longer the one that was typed
 */
export function exact(name: string, value: unknown): unknown {
  if (typeof value === 'number' && value >= 2 ** 53) throw new KlingError(`${name} has lost digits: give a string or bigint`)
  return typeof value === 'bigint' ? `${value}` : value
}
