import { call } from './call.js'
import type { Client } from './client.js'
import type { Operation } from './operation.js'
import type { CallOptions } from './options.js'

/** Ids of tasks: Kling's, or your own. At most 20 per request. */
export type TaskIds = string | readonly string[] | { task_ids: string | readonly string[] } | { external_task_ids: string | readonly string[] }

/** Reads tasks by their ids; those that do not exist are left out of the answer. */
export function readMany<Data>(client: Client, operation: Operation, ids: TaskIds, options?: CallOptions): Promise<Data> {
  return call(client, operation, { query: typeof ids === 'string' || Array.isArray(ids) ? { task_ids: ids } : ids }, options)
}
