import type { CallbackEvent } from '../callbacks/callback-event.js'
import type { Operation } from '../core/operation.js'
import { createdAt } from './task-state.js'

/** Whether the body of a callback has all that a read of the ended task would give, in the same shape. */
export function isWhole({ outcome, standard, updated_at, ...event }: CallbackEvent, operation: Operation): boolean {
  const task: Record<string, any> = event.task
  const results: any[] = Object.values(task.task_result ?? task.outputs ?? {}).flat()
  // In callbacks, elements hold `materials` for what a read calls `references`.
  const isThere = outcome === 'failed' || (results.some((result) => Object(result) === result) && !results.some((result) => result?.materials))
  return standard === operation.standard && !!updated_at && !!createdAt(task) && isThere
}
