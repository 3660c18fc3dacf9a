import { type Client, configurationOf } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import type { CreateId, SucceededTask } from '../core/task.js'
import { type CreateOptions, createTask } from '../create/create-task.js'
import { report } from './report.js'
import { createdAt, stateOf } from './task-state.js'
import { callbacksOf, waitById } from './wait-by-id.js'
import type { WaitOptions } from './wait-options.js'

/** Options of create and wait. `timeout` is that of the wait; the create has that of the client. */
export interface RunOptions extends WaitOptions, Omit<CreateOptions, 'timeout' | 'signal' | 'headers'> {}

/** Creates a task and waits until it has succeeded. `onUpdate` is first told of the task as it was created, so that its id is known whatever comes. */
export async function run<Id extends CreateId>(client: Client, operation: Operation, body: object, options: RunOptions = {}): Promise<SucceededTask<Id>> {
  const { timeout: _, ...createOptions } = options
  const configuration = client[configurationOf]()
  callbacksOf(configuration, options)
  const task: Record<string, any> = await createTask<Id>(client, operation, body, createOptions)
  const { id, status } = stateOf(task)
  report(configuration.logger, options.onUpdate, { status, elapsed: 0, attempt: 0, task })
  return waitById(client, operation, id, options, { createdAt: createdAt(task), status })
}
