import type { Operation } from '../core/operation.js'
import { bareRefusal } from '../errors/bare-refusal.js'
import type { Refusal } from '../errors/kling-api-error.js'
import { KlingNotFoundError } from '../errors/kling-not-found-error.js'

/** The error for a task that is not to be found: with what the service said of it, which on the new standard is nothing. */
export function unknownTask({ reads }: Operation, id: string, attempts: number, said: unknown): KlingNotFoundError {
  return new KlingNotFoundError(
    (said as Refusal | undefined) ?? bareRefusal(reads!.get.id, `there is no task ${id}`, 200, undefined, attempts),
    'Wrong id, account, region or kind? Tasks are cleared after 30 days.',
  )
}
