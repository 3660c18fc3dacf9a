import { isEnded, statusAt } from '../tasks/status.ts'
import { controlApi } from './control-api.ts'
import { mockNow } from './mock-clock.ts'
import { Observable } from './observable.ts'
import type { StudioTask } from './types.ts'

export interface TaskList {
  /** Newest first. */
  tasks: readonly StudioTask[]
  /** Whether everything there is has been read. */
  complete: boolean
}

/** Beyond this many the oldest are not shown: a page is no archive. */
export const mostShown = 20_000
const pageSize = 1000
/** Ids asked for at once; more would not fit into one request line. */
const atOnce = 300
/** Beyond this many, reading everything is less work. */
const mostStale = 5000

export const taskList = new Observable<TaskList>({ tasks: [], complete: false })

const known = new Map<string, StudioTask>()
const stale = new Set<string>()
let reading = 0

/** Reads all tasks, page after page, the newest at once visible. */
export async function readAllTasks(): Promise<void> {
  const mine = ++reading
  stale.clear()
  const found: StudioTask[] = []
  for (let after: string | undefined; found.length < mostShown; ) {
    const page = await controlApi.tasks(pageSize, after)
    if (mine !== reading) return
    found.push(...page)
    if (page.length < pageSize) break
    after = page.at(-1)!.id
    // The first page stands alone for a moment; what an earlier reading knew is kept until this one is done.
    if (found.length === pageSize && known.size === 0) taskList.set({ tasks: [...found], complete: false })
  }
  known.clear()
  for (const task of found) known.set(task.id, task)
  publish()
}

/** Notes that a task has changed; it is read again with the next batch. */
export function markStale(id: string): void {
  stale.add(id)
}

/** Reads again what has changed: one request for many, one new list for all. */
export async function readStale(): Promise<void> {
  noticeEnds()
  if (stale.size === 0) return
  if (stale.size > mostStale) return readAllTasks()
  const ids = [...stale]
  stale.clear()
  for (let start = 0; start < ids.length; start += atOnce) {
    for (const task of await controlApi.tasksByIds(ids.slice(start, start + atOnce))) known.set(task.id, task)
  }
  publish()
}

/** Nobody tells that a task has ended by time; its record says when, and its files come with the next read. */
function noticeEnds(): void {
  const now = mockNow()
  for (const task of known.values()) if (!isEnded(task.status) && isEnded(statusAt(task, now).status)) stale.add(task.id)
}

function publish(): void {
  const tasks = [...known.values()].sort((a, b) => b.create_time - a.create_time || (a.id < b.id ? 1 : -1))
  taskList.set({ tasks, complete: true })
}
