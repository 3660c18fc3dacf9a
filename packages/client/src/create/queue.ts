import type { Configuration } from '../core/configuration.js'
import type { Operation } from '../core/operation.js'
import { KlingError } from '../errors/kling-error.js'
import { stateOf } from '../wait/task-state.js'
import { openLine, type Slots } from './line.js'

/** Where the creates of a client queue. */
export interface Line {
  /**
   * Waits for a turn, behind those who came before.
   *
   * @throws KlingError when it is aborted meanwhile
   */
  enter(operation: Operation, body: unknown, signal: AbortSignal | undefined): Promise<Place>
  /** Takes note of the `data` of an answer, or of a task that was called back: the slots of what has ended are free. */
  saw(data: unknown): void
}

/** The slots a create holds, from its turn on. */
export interface Place extends Pick<Slots, 'putOff' | 'leave'> {
  /** The task runs, or may run where it is not known: its slots are free when it has ended. */
  keep(task?: object): void
}

/** Opens the line of a client; made by `createQueue`. */
export type Queue = (configuration: Pick<Configuration, 'clock' | 'callbacks'>) => Line

/**
 * Makes the option `concurrency` of `createClient`: creates queue, first come, first served, so that they take at most so many slots of the account at once.
 *
 * @param slots How many; `'auto'` learns it from the refusals (1303) of the service. What is counted, see the option `concurrency` of `createKling`, which takes the number itself
 * @throws KlingError when it is below 1
 * @example
 * const client = createClient({ concurrency: createQueue(4) })
 */
export function createQueue(slots: number | 'auto'): Queue {
  const isAuto = slots === 'auto'
  if (!isAuto && !(slots >= 1)) throw new KlingError("concurrency is a number from 1 on, or 'auto'.")
  return ({ clock, callbacks }) => {
    const { enter, saw } = isAuto ? openLine(clock, Number.POSITIVE_INFINITY, 2) : openLine(clock, slots, slots)
    return {
      saw,
      async enter({ id, seconds = 60 }, body, signal) {
        // A picture task takes a slot per picture; no other request has an `n`.
        const { putOff, hold, leave } = await enter(Math.max(1, Math.trunc((body as any)?.n) || 1), signal).catch((cause) => {
          throw new KlingError(`${id}: aborted while it waited for its turn; nothing was sent`, { cause })
        })
        return {
          putOff,
          leave,
          keep(task) {
            const taskId = task && stateOf(task).id
            // Whether it is over nobody may ever tell; then it counts for twice as long as such a task takes.
            hold(clock.now() + Math.max(60, 2 * seconds) * 1000, taskId)
            if (!taskId) return
            saw(task)
            const unsubscribe = callbacks?.subscribe(taskId, (event) => {
              saw(event.task)
              if (event.terminal) unsubscribe!()
            })
          },
        }
      },
    }
  }
}
