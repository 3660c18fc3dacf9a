import type { Configuration } from '../core/configuration.js'
import type { Course } from '../core/course.js'
import type { Operation } from '../core/operation.js'
import { unknownOutcome } from '../core/unknown-outcome.js'
import type { KlingUnknownOutcomeError } from '../errors/kling-unknown-outcome-error.js'

/** The error that says that a task may exist, and how to find out. */
export function taskMayExist(
  configuration: Configuration,
  operation: Operation,
  course: Course,
  external_task_id: string | undefined,
  isFindable: boolean,
  cause: unknown,
): KlingUnknownOutcomeError {
  const { clock, gateway } = configuration
  const [from, to] = [course.sentAt!, clock.now()].map((time) => new Date(time).toISOString())
  const { get, list } = operation.reads!
  const ways = [
    isFindable && `${get.id} with external_task_id ${external_task_id}`,
    gateway?.refuses?.(list, undefined, configuration)
      ? !isFindable && `the console of ${gateway.id}`
      : `${list.id} among the tasks created from ${from} to ${to}`,
  ]
  const advice = `a task may exist or still appear. Before another create look with ${ways.filter(Boolean).join(', or ')}`
  return unknownOutcome(operation, course, cause, advice, external_task_id)
}
