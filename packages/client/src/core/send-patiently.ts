import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import { backoff, retryAfter } from './backoff.js'
import type { Configuration } from './configuration.js'
import type { Prepared } from './prepare.js'
import type { Answer } from './send.js'
import { type Course, sendSigned } from './send-signed.js'

/**
 * Sends a call, and again where the service says that it did nothing: with a new token after 1003 and 1004, once; after 1302 and 1303 when a while has passed, as long as the call may last.
 *
 * Safe for every operation, creates included.
 */
export async function sendPatiently(configuration: Configuration, prepared: Prepared, course: Course): Promise<Answer> {
  for (;;) {
    try {
      return await sendSigned(configuration, prepared, course)
    } catch (error) {
      const pause = pauseAfter(error, configuration, course)
      if (pause === undefined) throw error
      await course.deadline.pause(pause)
    }
  }
}

/**
 * The pause before a call that was put off (1302, 1303) is sent again: what `Retry-After` asks for, else from 1 s on as the documentation advises, longer each time.
 *
 * @returns milliseconds; undefined where the error is another one, or the call's time would be over
 */
export function pauseAfter(error: unknown, configuration: Configuration, course: Course): number | undefined {
  const { clock, logger } = configuration
  const { deadline, retry, attempts } = course
  if (!(error instanceof KlingApiError) || error.retry !== 'backoff' || error instanceof KlingServerError || retry.limit === 0) return undefined
  const pause = retryAfter(error.headers, clock) ?? backoff(configuration, retry, 2 + course.waits++)
  if (pause >= deadline.left) return undefined
  logger?.warn?.(`${error.message}: sent again in ${Math.round(pause)} ms`, { operation: error.operation, attempt: attempts })
  return pause
}
