import { call } from '../core/call.js'
import type { Client } from '../core/client.js'
import type { CallOptions } from '../core/options.js'
import { pageLimits } from '../generated/page-limits.gen.js'
import type { Group } from './group.js'
import { stateOf } from './task-state.js'
import type { Tell, WatchedTask } from './watched-task.js'

/** Pages are not smaller than the service's own default. */
const smallest = 30
/** A page that shows none of the tasks is worth it while so many are still looked for: then it adds little to reading them one by one. */
const worth = 16

/**
 * Reads legacy tasks through the list of their kind, newest first, page after page, as long as that takes fewer requests than reading one by one.
 *
 * @param tasks all that the pages may show
 * @param due those of them for which a further page is read; what the pages do not show is left to be read alone
 */
export async function readPages(client: Client, group: Group, tasks: WatchedTask[], due: WatchedTask[], options: CallOptions, tell: Tell): Promise<void> {
  const wanted = new Map(tasks.map((task) => [task.id, task]))
  const pageSize = Math.min(pageLimits.pageSize, Math.max(smallest, group.pageSize || 2 * tasks.length))
  for (let pageNum = 1, barren = 0; ; pageNum++) {
    const data = await call<Record<string, any>[] | null>(client, group.list!, { query: { pageNum, pageSize } }, options)
    const page = Array.isArray(data) ? data : []
    barren++
    page.forEach((item, index) => {
      const { id } = stateOf(item)
      const task = wanted.get(id)
      if (!task) return
      wanted.delete(id)
      barren = 0
      // So that there is room for what is created until the next time.
      group.pageSize = 2 * (index + 1)
      tell(task, item)
    })
    const left = due.filter(({ id, watchers }) => wanted.has(id) && watchers.size > 0)
    if (left.length > 0 || pageNum > 1) group.pageSize = 2 * pageSize
    const isLast = page.length < pageSize || pageNum >= pageLimits.pageNum
    if (left.length > 1 && barren * worth <= left.length && !isLast) continue
    for (const task of left) task.alone = isLast || pageSize < pageLimits.pageSize ? 1 : 2
    return
  }
}
