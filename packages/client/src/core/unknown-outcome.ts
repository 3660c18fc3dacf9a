import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import { KlingUnknownOutcomeError } from '../errors/kling-unknown-outcome-error.js'
import type { Course } from './course.js'
import type { Operation } from './operation.js'

/** Whether a call that ended with this error may have taken effect all the same: it was sent, and the service did not say that it refused. */
export function isAmbiguous(error: unknown, { sent }: Course): boolean {
  if (error instanceof KlingApiError) return error instanceof KlingServerError
  return sent && (error as { code?: string } | undefined)?.code !== 'KLING_VALIDATION'
}

/**
 * The error for such an end.
 *
 * @param advice what may be, and how to look; by default for calls that create no task
 */
export function unknownOutcome(
  { id }: Operation,
  { attempts }: Course,
  cause: unknown,
  advice = 'it may have taken effect. Look before you send it again',
  external_task_id?: string,
): KlingUnknownOutcomeError {
  const why = (cause as Error | undefined)?.message ?? cause
  return new KlingUnknownOutcomeError(`sent, but its end is unknown: ${advice} (${why})`, { operation: id, external_task_id, attempts }, { cause })
}
