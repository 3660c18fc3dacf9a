import type { Configuration } from '../core/configuration.js'
import type { Operation } from '../core/operation.js'
import type { Course } from '../core/send-signed.js'
import { KlingUnknownOutcomeError } from '../errors/kling-unknown-outcome-error.js'

/** The error that says that a task may exist, and how to find out. */
export function taskMayExist(
  configuration: Configuration,
  { id, reads }: Operation,
  { attempts, sentAt }: Course,
  external_task_id: string | undefined,
  isFindable: boolean,
  cause: unknown,
): KlingUnknownOutcomeError {
  const { clock, gateway } = configuration
  const [from, to] = [sentAt!, clock.now()].map((time) => new Date(time).toISOString())
  const { get, list } = reads!
  const ways = [
    isFindable && `${get.id} with external_task_id ${external_task_id}`,
    gateway?.refuses?.(list, undefined, configuration)
      ? !isFindable && `the console of ${gateway.id}`
      : `${list.id} among the tasks created from ${from} to ${to}`,
  ].filter(Boolean)
  return new KlingUnknownOutcomeError(
    `sent, but its end is unknown: a task may exist, or still appear. Before you create another one look with ${ways.join(', or ')} (${(cause as Error | undefined)?.message ?? cause})`,
    { operation: id, external_task_id, attempts },
    { cause },
  )
}
