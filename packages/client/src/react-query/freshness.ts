import type { Client } from '../core/client.js'
import { configurationOf } from '../core/client.js'
import { resultDays } from '../generated/media-rules.gen.js'
import { createdAt, hasEnded, stateOf } from '../wait/task-state.js'
import type { QueryNow } from './options.js'

const day = 86_400_000

/** How long tasks that were read stay fresh: those that have ended as long as the service keeps their results, all others not at all. */
export function freshness(client: Client): (query: QueryNow<any>) => number {
  return ({ state: { data } }) => {
    const tasks: Record<string, any>[] = Array.isArray(data) ? data : data ? [data] : []
    const now = client[configurationOf]().clock.now()
    const keeps = (task: Record<string, any>) => {
      const { status, updated = createdAt(task) } = stateOf(task)
      return hasEnded(status) && now < updated! + resultDays * day
    }
    // Asked again at each mount, so no timer has to reach that far.
    return tasks.length > 0 && tasks.every(keeps) ? Number.POSITIVE_INFINITY : 0
  }
}
