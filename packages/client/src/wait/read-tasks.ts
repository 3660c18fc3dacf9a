import { call } from '../core/call.js'
import type { Client } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import type { CallOptions } from '../core/options.js'
import { readMany } from '../core/read-many.js'
import { KlingNotFoundError } from '../errors/kling-not-found-error.js'
import { stateOf } from './task-state.js'
import type { Watcher } from './watched-task.js'

/** Reads tasks with one request: one on the legacy standard, several on the new one. */
export async function readTasks<Wanted extends { id: string }>(
  client: Client,
  get: Operation,
  tasks: Wanted[],
  options: CallOptions,
  tell: (task: Wanted, ...seen: Parameters<Watcher['take']>) => void,
): Promise<void> {
  const ids = tasks.map(({ id }) => id)
  if (get.kind === 'query one') {
    try {
      tell(tasks[0]!, await call(client, get, { id: ids[0] }, options))
    } catch (error) {
      if (!(error instanceof KlingNotFoundError)) throw error
      tell(tasks[0]!, undefined, error)
    }
    return
  }
  const found = await readMany<Record<string, any>[] | null>(client, get, ids, options)
  const byId = new Map(Array.isArray(found) ? found.map((task) => [stateOf(task).id, task]) : [])
  for (const task of tasks) tell(task, byId.get(task.id))
}
