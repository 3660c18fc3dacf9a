import { backoff, retryAfter } from '../core/backoff.js'
import { type Client, configurationOf } from '../core/client.js'
import { mayPass } from '../core/may-pass.js'
import type { CallOptions } from '../core/options.js'
import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingValidationError } from '../errors/kling-validation-error.js'
import { pageLimits } from '../generated/page-limits.gen.js'
import type { Group } from './group.js'
import { pauseAfterFailure } from './pause-after-failure.js'
import type { Poller } from './polling.js'
import { readPages } from './read-pages.js'
import { readTasks } from './read-tasks.js'
import { spread } from './spread.js'
import type { Tell, WatchedTask } from './watched-task.js'

/** Milliseconds between two looks at what is due, at least: what comes up meanwhile goes along. */
const beat = 250
/** Requests at once. */
const lanes = 32
/** How many times longer the intervals become at most when the service says that there are too many requests. */
const slowest = 4
/** After so many failures with others a task is read alone: perhaps it is the one that makes them fail. */
const suspicious = 3
const never = Number.POSITIVE_INFINITY

export interface SharedPoller extends Poller {
  /** What is read, by what can be read together. */
  readonly groups: ReadonlyMap<string, Group>
}

/**
 * Reads the tasks that the waits of one client wait for, with as few requests as possible. When one is due, those that are due next come along: a request costs the same for all it can hold.
 * So tasks are read early rather than late, and those that end up in one request stay together.
 */
export function createPoller(client: Client): SharedPoller {
  const configuration = client[configurationOf]()
  const { clock, retry, logger, gateway } = configuration
  const groups = new Map<string, Group>()
  let requests = 0
  let slow = 1
  let resumeAt = 0
  let readAt = -never
  let wakeAt = never
  let callOff: (() => void) | undefined

  function wake(time: number): void {
    const at = Math.max(time, readAt + beat)
    if (at >= wakeAt) return
    callOff?.()
    wakeAt = at
    callOff = clock.at(at, read)
  }

  /** Sends what is due, and looks when there will be something again. */
  function read(): void {
    const now = clock.now()
    // Timers go on where a clock is put back; what is due must not wait until it has caught up.
    const putBack = Math.max(0, wakeAt - now)
    wakeAt = never
    readAt = now
    resumeAt -= putBack
    for (const group of groups.values()) {
      for (const task of group.tasks.values()) task.due -= putBack
      const idle = [...group.tasks.values()].filter(({ reading, due }) => !reading && due < never).sort((one, other) => one.due - other.due)
      for (const tasks of [idle.filter(({ alone }) => alone), idle.filter(({ alone }) => !alone)]) {
        const isAlone = tasks[0]?.alone
        let due = never
        // Pages are read once at a time.
        while (tasks[0]) {
          due = Math.max(tasks[0].due, resumeAt)
          if (due > now || requests >= lanes || (!isAlone && group.paging)) break
          const isPaged = !!group.list && !isAlone && tasks.length > 1
          send(group, tasks.splice(0, isPaged ? tasks.length : isAlone || group.get.kind === 'query one' ? 1 : pageLimits.ids), isPaged)
        }
        if (tasks[0]) wake(due)
      }
    }
  }

  async function send(group: Group, tasks: WatchedTask[], isPaged: boolean): Promise<void> {
    const controller = new AbortController()
    const { headers, get } = group
    const options: CallOptions = { retry: false, signal: controller.signal, headers: headers! }
    // A further page is worth it for what is due about now.
    const soon = tasks.filter((task) => !isPaged || task.due <= readAt + intervalOf(task) / 2)
    for (const task of tasks) {
      task.reading = { tasks, controller }
      if (task.alone < 2) task.alone = 0
    }
    if (isPaged) group.paging = true
    requests++
    try {
      await (isPaged ? readPages(client, group, tasks, soon, options, tell) : readTasks(client, get, tasks, options, tell))
      slow = Math.max(1, slow * 0.9)
    } catch (error) {
      // Where nobody waits any more, it was called off.
      if (tasks.some(isWatched)) failed(group, soon, error, isPaged)
    }
    requests--
    if (isPaged) group.paging = false
    for (const task of tasks) {
      task.reading = undefined
      if (isWatched(task)) wake(task.due)
    }
  }

  const tell: Tell = (task, ...seen) => {
    for (const watcher of [...task.watchers]) watcher.take(...seen)
    task.failures = 0
    task.due = clock.now() + spread(configuration, intervalOf(task) * slow)
  }

  function failed(group: Group, tasks: WatchedTask[], error: unknown, isPaged: boolean): void {
    const now = clock.now()
    const { retry: advice, status, message } = (error ?? {}) as Partial<KlingApiError>
    const isBusy = advice === 'backoff'
    const goesOn = isBusy || mayPass(error)
    // A list that is not to be had, as behind some relays, or one odd id among many, is no reason to fail: each is read alone.
    const isApart = !goesOn && (isPaged || tasks.length > 1) && (error instanceof KlingApiError ? status !== 401 : error instanceof KlingValidationError)
    if (isApart) group.list = undefined
    if (goesOn) logger?.warn?.(`${message}: waiting goes on`, { operation: group.get.id })
    if (isBusy) {
      // Too many requests are too many from the whole client; what was under way together counts once.
      if (resumeAt <= now) slow = Math.min(slowest, slow * 2)
      resumeAt = Math.max(resumeAt, now + (retryAfter(error, clock) ?? backoff(configuration, retry, slow)))
    }
    for (const task of tasks) {
      task.due = isApart ? now : now + pauseAfterFailure(configuration, error, task.failures++)
      if (isApart || task.failures >= suspicious) task.alone ||= 1
      if (!isApart) for (const watcher of [...task.watchers]) watcher.fail(error, goesOn)
    }
  }

  return {
    groups,
    watch({ reads }, id, headers, due, watcher) {
      const { get, list } = reads!
      const key = get.id + JSON.stringify(headers)
      const isListed = get.kind === 'query one' && !gateway?.refuses?.(list, undefined, configuration)
      const group = groups.get(key) ?? { get, list: isListed ? list : undefined, headers, tasks: new Map(), paging: false, pageSize: 0 }
      const { tasks } = group
      const task: WatchedTask = tasks.get(id) ?? { id, watchers: new Set(), due, alone: 0, failures: 0 }
      groups.set(key, group)
      tasks.set(id, task)
      task.watchers.add(watcher)
      task.due = Math.min(task.due, due)
      wake(task.due)
      return () => {
        if (!task.watchers.delete(watcher) || isWatched(task)) return
        tasks.delete(id)
        if (!tasks.size) groups.delete(key)
        if (!groups.size) {
          callOff?.()
          wakeAt = never
        }
        const { reading } = task
        if (!reading?.tasks.some(isWatched)) reading?.controller.abort()
      }
    },
  }
}

function isWatched({ watchers }: WatchedTask): boolean {
  return watchers.size > 0
}

function intervalOf({ watchers }: WatchedTask): number {
  return Math.min(...[...watchers].map(({ interval }) => interval))
}
