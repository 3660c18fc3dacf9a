import { type Client, configurationOf } from '../core/client.js'
import type { Configuration } from '../core/configuration.js'
import type { Operation } from '../core/operation.js'
import { alarm } from '../core/pause.js'
import type { CreateId, SucceededTask } from '../core/task.js'
import { KlingError } from '../errors/kling-error.js'
import { KlingTaskFailedError } from '../errors/kling-task-failed-error.js'
import { KlingTaskTimeoutError } from '../errors/kling-task-timeout-error.js'
import { report } from './report.js'
import { spread } from './spread.js'
import { outcomeOf, stateOf } from './task-state.js'
import { unknownTask } from './unknown-task.js'
import type { WaitOptions } from './wait-options.js'
import type { Watcher } from './watched-task.js'

/** A task that was just created may not be found everywhere at once: milliseconds and looks until one that is not found counts as unknown, and milliseconds between these looks. */
const patience = 10_000
const fewest = 4
const impatience = 2_000
const never = Number.POSITIVE_INFINITY

/** What is known when the wait begins. */
export interface Known {
  /** Unix time in milliseconds; without it the first look is at once. */
  createdAt?: number | undefined
  /** The status that needs not be told any more. */
  status?: string
}

/** Waits until a task has succeeded, reading it together with all that this client waits for. */
export function waitById<Id extends CreateId>(
  client: Client,
  operation: Operation,
  id: string,
  options: WaitOptions = {},
  known: Known = {},
): Promise<SucceededTask<Id>> {
  return new Promise((resolve, reject) => {
    const configuration = client[configurationOf]()
    const { clock, logger, line, poller } = configuration
    const { timeout = 30 * 60_000, signal, onUpdate, poll = true } = options
    const callbacks = callbacksOf(configuration, options)
    if (!id?.trim()) throw new KlingError(`${operation.id}: an id is needed`)
    signal?.throwIfAborted()

    const began = clock.now()
    const usual = operation.seconds! * 1000
    const facts = { operation: operation.id, taskId: id }
    let interval = poll ? options.interval || (callbacks ? between(15_000, usual, 60_000) : between(2_000, usual / 10, 15_000)) : never
    let attempt = 0
    let task: Record<string, any> | undefined
    let { status: last } = known
    let misses = 0
    let missingSince = 0
    let cause: unknown
    /** What is to be called off at the end. */
    const running: (() => void)[] = []

    const end = (finish: (value: any) => void, value: unknown) => {
      for (const stop of running) stop()
      finish(value)
    }
    const fail = (reason: unknown) => end(reject, reason)
    const note = (seen: Record<string, any>) => {
      const { status, reason, updated } = stateOf(seen)
      const outcome = outcomeOf(status)
      // What was read and what was called back may cross on their way.
      if (outcome === 'running' && task && updated! < stateOf(task).updated!) return
      task = seen
      misses = 0
      // Where creates queue: a task that was called back takes no slot any more.
      line?.saw(seen)
      if (status !== last) {
        last = status
        if (!outcome) logger?.warn?.(`${operation.id}: task ${id} has a status that is not known, '${status}'; waiting goes on`, { ...facts, status })
        report(logger, onUpdate, { status, elapsed: clock.now() - began, attempt, task })
      }
      if (outcome === 'succeeded') end(resolve, task)
      if (outcome === 'failed') fail(new KlingTaskFailedError({ ...facts, reason, task }))
    }
    const watcher: Watcher = {
      get interval() {
        return misses > 0 ? Math.min(interval, impatience) : interval
      },
      take(seen, said) {
        attempt++
        cause = undefined
        if (seen) return note(seen)
        if (misses++ === 0) missingSince = clock.now()
        if (misses >= fewest && clock.now() - missingSince >= patience) fail(unknownTask(operation, id, attempt, said))
      },
      fail(error, mayPass) {
        cause = error
        if (!mayPass) fail(error)
      },
    }
    const first = spread(configuration, interval)
    const due = between(began, (known.createdAt ?? 0) + first, began + first)
    const read = (from: number) => poller!.watch(operation, id, options.headers, from, watcher)
    const late = () => {
      const state = `last status: ${last ?? 'none'}${cause ? `; ${(cause as Error).message}` : ''}`
      fail(
        new KlingTaskTimeoutError(
          `task ${id} has not ended within ${timeout} ms (${state}). It goes on; wait for it again.`,
          { ...facts, task },
          (cause && { cause }) as ErrorOptions | undefined,
        ),
      )
    }
    running.push(read(due), alarm(clock, timeout, signal, late, fail))
    if (callbacks)
      running.push(
        callbacks.subscribe(id, (event) => {
          if (!event.terminal || (event.complete && event.standard === operation.standard)) return note(event.task)
          interval = impatience
          running.push(read(clock.now()))
        }),
      )
  })
}

/**
 * Where the callbacks of a wait come in, if anywhere.
 *
 * @throws KlingError where nothing would ever tell of the end; `run` asks before it creates
 */
export function callbacksOf(configuration: Configuration, { callbacks = configuration.callbacks, poll = true }: WaitOptions): WaitOptions['callbacks'] {
  if (!poll && !callbacks) throw new KlingError('poll: false needs callbacks')
  return callbacks
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
