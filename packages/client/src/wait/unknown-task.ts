import type { Operation } from '../core/operation.js'
import type { Refusal } from '../errors/kling-api-error.js'
import { KlingNotFoundError } from '../errors/kling-not-found-error.js'

/** The error for a task that is not to be found: with what the service said of it, which on the new standard is nothing. */
export function unknownTask({ reads }: Operation, id: string, attempts: number, said: unknown): KlingNotFoundError {
  const silence = { status: 200, serverMessage: `there is no task ${id}`, operation: reads!.get.id, retry: 'never', headers: {}, attempts, curl: '' }
  return new KlingNotFoundError(
    (said ?? silence) as Refusal,
    'The id is wrong, of another account, region or kind of task, or the task was cleared, as all are after 30 days.',
  )
}
