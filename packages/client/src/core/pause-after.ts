import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import { backoff, retryAfter } from './backoff.js'
import type { Configuration } from './configuration.js'
import type { Course } from './course.js'

/**
 * The pause before a call that was put off (1302, 1303) is sent again: what `Retry-After` asks for, else from 1 s on as the documentation advises, longer each time. Safe for every operation, creates
 * included, because the service did nothing.
 *
 * @returns milliseconds; undefined where the error is another one, or the call's time would be over
 */
export function pauseAfter(error: unknown, configuration: Configuration, course: Course): number | undefined {
  const { retry } = course
  if (!(error instanceof KlingApiError) || error.retry !== 'backoff' || error instanceof KlingServerError || !retry.limit) return undefined
  const pause = retryAfter(error, configuration.clock) ?? backoff(configuration, retry, 2 + course.waits++)
  return pause < course.left() ? pause : undefined
}
