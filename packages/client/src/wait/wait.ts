import { type Client, configurationOf } from '../core/client.js'
import { findOperation } from '../core/table.js'
import type { CreateId, SucceededTask, TaskHandle } from '../core/task.js'
import { KlingError } from '../errors/kling-error.js'
import { createdAt, stateOf } from './task-state.js'
import { waitById } from './wait-by-id.js'
import type { WaitOptions } from './wait-options.js'

/** A created task, of this process or of another one: what `create` gave, or its JSON read again. */
export interface Waitable<Id extends CreateId = CreateId> {
  kling: TaskHandle<Id>
}

/**
 * Waits until a created task has succeeded. All waits of a client share their reads.
 *
 * A failing read (connection, 5xx) is no end: it is read again, ever less often, until the time is over. So is a status that is not known.
 *
 * @returns the task as it is read, its results in it
 * @throws KlingTaskFailedError when it failed, KlingTaskTimeoutError when the time was over, KlingNotFoundError when there is no such task (any more), KlingError when it was created elsewhere; the reason of the signal
 * @example
 * const done = await wait(client, task)
 */
export async function wait<Id extends CreateId>(client: Client, task: Waitable<Id>, options?: WaitOptions): Promise<SucceededTask<Id>> {
  const { gatewayId, host } = client[configurationOf]()
  const handle = task?.kling
  const operation = handle && findOperation(handle.operation)
  if (!operation?.reads)
    throw new KlingError(
      handle
        ? `This version knows no create '${handle.operation}'.`
        : 'This is no created task (await it?), it has no member `kling`. With an id alone use wait(id) of its resource.',
    )
  if (handle.gateway !== gatewayId || handle.host !== host)
    throw new KlingError(`The task was created at ${handle.gateway} (${handle.host}), not at ${gatewayId} (${host}): wait with a client of that place.`)
  const state = task as Record<string, any>
  return waitById(client, operation, stateOf(state).id, options, { createdAt: createdAt(state) })
}
