import { backoff, retryAfter } from '../core/backoff.js'
import { type Client, configurationOf } from '../core/client.js'
import type { Configuration } from '../core/configuration.js'
import type { Operation } from '../core/operation.js'
import type { CallOptions } from '../core/options.js'
import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingConnectionError } from '../errors/kling-connection-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import { KlingValidationError } from '../errors/kling-validation-error.js'
import { pageLimits } from '../generated/page-limits.gen.js'
import type { Group } from './group.js'
import { readPages } from './read-pages.js'
import { readTasks } from './read-tasks.js'
import type { Tell, WatchedTask, Watcher } from './watched-task.js'

/** Milliseconds between two looks at what is due, at least: what comes up meanwhile goes along. */
const beat = 250
/** Requests at once. */
const lanes = 32
/** How many times longer the intervals become at most when the service says that there are too many requests. */
const slowest = 4
/** After so many failures with others a task is read alone: perhaps it is the one that makes them fail. */
const suspicious = 3
/** Reading is not as urgent as calling: the pauses after failures begin four times as long. */
const patience = 2
const never = Number.POSITIVE_INFINITY

export interface Poller {
  /** What is read, by what can be read together. */
  readonly groups: ReadonlyMap<string, Group>
  /**
   * @param due when the task is to be read first
   * @returns ends the reading, also a request under way that nobody else needs
   */
  watch(operation: Operation, id: string, headers: CallOptions['headers'], due: number, watcher: Watcher): () => void
}

/** Milliseconds until the next read: up to a tenth less than the interval, so that many clients that began together do not stay together. */
export function spread({ random }: Configuration, interval: number): number {
  return interval * (0.9 + random() / 10)
}

/**
 * Reads the tasks that the waits of one client wait for, with as few requests as possible. When one is due, those that are due next come along: a request costs the same for all it can hold.
 * So tasks are read early rather than late, and those that end up in one request stay together.
 */
export function createPoller(client: Client): Poller {
  const configuration = client[configurationOf]()
  const { clock, retry, logger, gateway } = configuration
  const groups = new Map<string, Group>()
  let requests = 0
  let slow = 1
  let resumeAt = 0
  let readAt = -never
  let wakeAt = never
  let callOff: (() => void) | undefined

  function sleep(): void {
    callOff?.()
    wakeAt = never
  }

  function wake(time: number): void {
    const at = Math.max(time, readAt + beat)
    if (at >= wakeAt) return
    sleep()
    wakeAt = at
    callOff = clock.at(at, read)
  }

  /** Sends what is due, and looks when there will be something again. */
  function read(): void {
    wakeAt = never
    const now = clock.now()
    readAt = now
    for (const group of groups.values()) {
      const idle = [...group.tasks.values()].filter(({ reading, due }) => !reading && due < never).sort((one, other) => one.due - other.due)
      for (const tasks of [idle.filter(({ alone }) => alone), idle.filter(({ alone }) => !alone)]) {
        let [first] = tasks
        // Pages are read once at a time.
        for (; first && Math.max(first.due, resumeAt) <= now && requests < lanes && (first.alone || !group.paging); [first] = tasks) {
          const isPaged = group.list && !first.alone && tasks.length > 1
          const most = isPaged ? tasks.length : first.alone || group.get.kind === 'query one' ? 1 : pageLimits.ids
          send(group, tasks.splice(0, most), isPaged && now)
        }
        if (first) wake(Math.max(first.due, resumeAt))
      }
    }
  }

  /** @param pagedAt the moment, where the pages of a list are read: a further page is worth it for what is due about then */
  async function send(group: Group, tasks: WatchedTask[], pagedAt: number | false | undefined): Promise<void> {
    const controller = new AbortController()
    const reading = { tasks: new Set(tasks), abort: () => controller.abort() }
    const options: CallOptions = { retry: false, signal: controller.signal, ...(group.headers && { headers: group.headers }) }
    const due = pagedAt ? tasks.filter((task) => task.due <= pagedAt + intervalOf(task) / 2) : undefined
    for (const task of tasks) {
      task.reading = reading
      if (task.alone < 2) task.alone = 0
    }
    if (due) group.paging = true
    requests++
    try {
      await (due ? readPages(client, group, tasks, due, options, tell) : readTasks(client, group, tasks, options, tell))
      slow = Math.max(1, slow * 0.9)
    } catch (error) {
      // Where nobody waits any more, it was called off.
      if (reading.tasks.size > 0) failed(group, due ?? tasks, error, !!due)
    }
    requests--
    if (due) group.paging = false
    for (const task of tasks) {
      task.reading = undefined
      if (task.watchers.size > 0) wake(task.due)
    }
  }

  const tell: Tell = (task, ...seen) => {
    for (const watcher of [...task.watchers]) watcher.take(...seen)
    task.failures = 0
    task.due = clock.now() + spread(configuration, intervalOf(task) * slow)
  }

  function failed(group: Group, tasks: WatchedTask[], error: unknown, isPaged: boolean): void {
    const now = clock.now()
    const refusal = error instanceof KlingApiError ? error : undefined
    const isBusy = refusal?.retry === 'backoff'
    const mayPass = isBusy || error instanceof KlingConnectionError || error instanceof KlingServerError
    // A list that is not to be had, as behind some relays, or one odd id among many, is no reason to fail: each is read alone.
    const isApart = !mayPass && (isPaged || tasks.length > 1) && (refusal ? refusal.status !== 401 : error instanceof KlingValidationError)
    const asked = retryAfter(refusal?.headers ?? {}, clock)
    if (isApart) group.list = undefined
    if (mayPass) logger?.warn?.(`${(error as Error).message}: waiting goes on`, { operation: group.get.id })
    if (isBusy) {
      // Too many requests are too many from the whole client; what was under way together counts once.
      if (resumeAt <= now) slow = Math.min(slowest, slow * 2)
      resumeAt = Math.max(resumeAt, now + (asked ?? backoff(configuration, retry, slow)))
    }
    for (const task of tasks) {
      task.due = isApart ? now : now + (asked ?? backoff(configuration, retry, patience + task.failures++))
      if (isApart || task.failures >= suspicious) task.alone ||= 1
      if (!isApart) for (const watcher of [...task.watchers]) watcher.fail(error, mayPass)
    }
  }

  return {
    groups,
    watch({ reads }, id, headers, due, watcher) {
      const { get, list } = reads!
      const key = get.id + JSON.stringify(headers)
      const isListed = get.kind === 'query one' && !gateway?.refuses?.(list, undefined, configuration)
      const group: Group = groups.get(key) ?? {
        get,
        list: isListed ? list : undefined,
        headers,
        tasks: new Map(),
        paging: false,
        pageSize: 0,
      }
      const { tasks } = group
      const task: WatchedTask = tasks.get(id) ?? { id, watchers: new Set(), due, alone: 0, failures: 0, reading: undefined }
      groups.set(key, group)
      tasks.set(id, task)
      task.watchers.add(watcher)
      task.due = Math.min(task.due, due)
      wake(due)
      return () => {
        if (!task.watchers.delete(watcher) || task.watchers.size > 0) return
        tasks.delete(id)
        if (tasks.size === 0) groups.delete(key)
        if (groups.size === 0) sleep()
        const { reading } = task
        reading?.tasks.delete(task)
        if (reading?.tasks.size === 0) reading.abort()
      }
    },
  }
}

function intervalOf({ watchers }: WatchedTask): number {
  return Math.min(...[...watchers].map(({ interval }) => interval))
}
