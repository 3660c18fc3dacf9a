import { stateOf } from '../wait/task-state.js'
import { itemsOf } from './items-of.js'
import type { QueryNow } from './options.js'

/**
 * Finds lists that show a task with another status than it has by now. Only these are worth reading again: a page that opens with tasks that ended long ago asks for nothing twice.
 *
 * @param task as it was read
 */
export function showsOtherwise(task: object): (query: QueryNow<any>) => boolean {
  const { id, status } = stateOf(task)
  return ({ state: { data } }) =>
    !!data?.pages &&
    (itemsOf(data) as object[]).some((item) => {
      const shown = stateOf(item)
      // Charges carry the id of a task, and no status.
      return shown.id === id && !!shown.status && shown.status !== status
    })
}
