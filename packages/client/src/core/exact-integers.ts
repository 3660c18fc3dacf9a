import { KlingValidationError } from '../errors/kling-validation-error.js'
import type { ExactIntegers } from './operation.js'
import { writeExact } from './write-exact.js'

/**
 * Writes bodies in which the named places are JSON integers of any size. Part of the descriptors that need it, so that other operations do not carry it along.
 *
 * @param places for example `element_list[].element_id`
 */
export function integersAt(...places: string[]): ExactIntegers {
  const write: ExactIntegers['write'] = (body, operation) =>
    writeExact(body, places, (path, message) => new KlingValidationError({ operation, direction: 'request', issues: [{ path, rule: 'type', message }] }))
  return { places, write }
}
