import type { KlingError } from './kling-error.js'
import { marker } from './marker.js'

/** Whether something caught is an error of this package, whatever copy of it made it. */
export function isKlingError(error: unknown): error is KlingError {
  return Array.isArray((error as KlingError | undefined)?.[marker])
}
