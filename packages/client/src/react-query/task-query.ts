import type { Client } from '../core/client.js'
import { findOperation } from '../core/table.js'
import type { CreateId } from '../core/task.js'
import { KlingError } from '../errors/kling-error.js'
import { KlingTaskFailedError } from '../errors/kling-task-failed-error.js'
import { hasEnded, stateOf } from '../wait/task-state.js'
import { type Waitable, wait } from '../wait/wait.js'
import { waitById } from '../wait/wait-by-id.js'
import type { WaitOptions } from '../wait/wait-options.js'
import { freshness } from './freshness.js'
import { keyOf } from './key.js'
import type { KlingKey, KlingTaskQuery, QueryNow, TaskQueryOptions } from './options.js'
import { showsOtherwise } from './outdated-lists.js'

/** A task by its id, where it was not created by this client or its handle was not kept. */
export interface TaskReference<Id extends CreateId = CreateId> {
  /** The operation that created it. */
  operation: Id
  id: string
}

/** What a query of a task may be made from. */
export type Watchable<Id extends CreateId = CreateId> = Waitable<Id> | TaskReference<Id>

/**
 * Watches a task until its end: the query runs as long as the task does, and each change becomes its data. The reads are those of `wait`, shared with all other waits and queries of the client. At its
 * end the lists of the client that show it otherwise are invalidated.
 *
 * @param base key of the group that the task belongs to
 */
export function watched(client: Client, base: KlingKey, task?: Watchable | null, options: TaskQueryOptions = {}): KlingTaskQuery<any> {
  const handle = (task as Waitable | undefined)?.kling
  const { operation, id } = (handle ? { operation: handle.operation, id: stateOf(task!).id } : (task ?? {})) as Partial<TaskReference>
  return {
    queryKey: keyOf(base, 'task', id),
    queryFn: async ({ signal, client: cache, queryKey }) => {
      if (!task) throw new KlingError('There is no task yet, so there is nothing to watch.')
      const tell: WaitOptions['onUpdate'] = (update) => {
        cache.setQueryData(queryKey, update.task)
        if (hasEnded(update.status)) cache.invalidateQueries({ queryKey: base.slice(0, 2), predicate: showsOtherwise(update.task as object) })
        return options.onUpdate?.(update)
      }
      const all = { ...options, signal, onUpdate: tell }
      // Without the time of creation it is looked at once: a page wants something to show.
      if (handle) return wait(client, { task_id: id, kling: handle } as Waitable<any>, all)
      const create = findOperation(operation!)
      if (!create?.reads) throw new KlingError(`This version knows no create '${operation}', so it cannot tell where to read the task.`)
      return waitById(client, create, id!, all)
    },
    retry: false,
    staleTime: freshness(client),
    refetchOnMount: hasNotFailed,
    refetchOnWindowFocus: hasNotFailed,
    refetchOnReconnect: hasNotFailed,
    ...(!task && { enabled: false }),
  }
}

/** A task that has failed stays so. */
function hasNotFailed({ state: { error } }: QueryNow<any>): boolean {
  return !KlingTaskFailedError.is(error)
}
