import { call } from '../core/call.js'
import type { Client } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import type { CallOptions } from '../core/options.js'
import { readMany } from '../core/read-many.js'
import { KlingNotFoundError } from '../errors/kling-not-found-error.js'

/** Reads a task by the caller's own id. Undefined where the service says that there is none; it may still come. Throws where it says neither. */
export async function lookUp(client: Client, { reads }: Operation, id: string, options: CallOptions): Promise<object | undefined> {
  const { get } = reads!
  try {
    const found =
      get.kind === 'query one'
        ? [await call<any>(client, get, { id }, options)]
        : ((await readMany<any[] | null>(client, get, { external_task_ids: id }, options)) ?? [])
    return found.find((task) => isOf(task, id))
  } catch (error) {
    if (error instanceof KlingNotFoundError) return undefined
    throw error
  }
}

/** The legacy reads take Kling's ids too, and on `/tasks` a comma parts ids; so the task may be a stranger. Some gateways do not repeat the caller's id. */
function isOf(task: any, id: string): boolean {
  const taskId = task?.task_id ?? task?.id
  if (!taskId) throw new Error('the answer names no task')
  const own = task.external_id || task.task_info?.external_task_id
  return own ? own === id : taskId !== id
}
