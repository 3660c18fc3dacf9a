import { type Client, configurationOf } from '../core/client.js'
import { courseOf } from '../core/course.js'
import type { Operation } from '../core/operation.js'
import type { CallOptions } from '../core/options.js'
import { prepare } from '../core/prepare.js'
import type { CreatedTask, CreateId } from '../core/task.js'
import { KlingUnknownOutcomeError } from '../errors/kling-unknown-outcome-error.js'
import { createOnce } from './create-once.js'
import { withExternalId } from './external-id.js'

/**
 * Options of a create.
 *
 * `timeout` runs from the turn of the call, where the client has a `concurrency`; time in the queue is not in it. Where a task can be looked up by its `external_task_id`, an attempt takes at most half of
 * what is left, so that there is time to find out how it ended. `retry.limit` is how often a create without an answer is sent again, each time only after the task was looked for.
 *
 * An abort rejects with `KlingUnknownOutcomeError` when a task may exist, else with a `KlingError` that says that nothing was created; the reason of the signal is its `cause`.
 */
export type CreateOptions = CallOptions

/**
 * Creates a task, at most once, whatever happens on the way.
 *
 * The request carries an `external_task_id`: that of the body, else a random one. After an end without an answer (time-out, lost connection, 5xx) the task is looked up by it and, if it is there, returned;
 * only then is the create sent again, under the same id. 1302 and 1303 wait and send again as long as the call may last.
 *
 * @returns the answer, or the task that was found in the form of that answer; with a handle in `kling`
 * @throws KlingUnknownOutcomeError when a task may exist; KlingDuplicateExternalIdError when the id of the body was used before this call; other errors of the tree: then none was created
 * @see https://kling.ai/document-api/apiReference/commonInfo
 */
export async function createTask<Id extends CreateId>(
  client: Client,
  operation: Operation,
  body: object,
  options: CreateOptions = {},
): Promise<CreatedTask<Id>> {
  const configuration = client[configurationOf]()
  const { host, gatewayId: gateway, line } = configuration
  const { id, body: sent } = withExternalId(body, operation.externalId)
  const prepared = prepare(configuration, operation, { body: sent })
  const place = await line?.enter(operation, body, options.signal)
  const course = courseOf(configuration, options)
  try {
    const task = await createOnce(client, prepared, course, id, place)
    place?.keep(task)
    return {
      ...task,
      kling: { operation: operation.id, standard: operation.standard, gateway, host, ...(id !== undefined && { external_task_id: id }) },
    } as unknown as CreatedTask<Id>
  } catch (error) {
    if (course.sent || error instanceof KlingUnknownOutcomeError) place?.keep()
    else place?.leave()
    throw error
  }
}
