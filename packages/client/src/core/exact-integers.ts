import { KlingValidationError } from '../errors/kling-validation-error.js'
import { InexactIntegerError, stringifyExact } from './json.js'
import type { ExactIntegers } from './operation.js'

/**
 * Writes bodies in which the named places are JSON integers of any size. Part of the descriptors that need it, so that other operations do not carry it along.
 *
 * @param places for example `element_list[].element_id`
 */
export function integersAt(...places: string[]): ExactIntegers {
  return { places, write: (body, operation) => written(body, operation, places) }
}

function written(body: unknown, operation: string, places: readonly string[]): string {
  try {
    return stringifyExact(body, places)
  } catch (cause) {
    if (!(cause instanceof InexactIntegerError)) throw cause
    throw new KlingValidationError({ operation, direction: 'request', issues: [{ path: cause.path, rule: 'type', message: cause.message }] }, { cause })
  }
}
