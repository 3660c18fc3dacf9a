import type { Clock } from '../core/clock.js'
import { pause as pauseOn } from '../core/pause.js'
import { outcomeOf, stateOf } from '../wait/task-state.js'

/** The slots a create holds, from its turn on. */
export interface Slots {
  /** After a 1303: gives the slots back and queues again, in front of those who came later, at least for the pause. @returns how many milliseconds longer than that it took */
  putOff(pause: number): Promise<number>
  /** The task runs; its slots are free when it has ended, at the latest at the moment given. Without an id it is not known whether there is one. */
  hold(until: number, taskId?: string): void
  /** Nothing was created. */
  leave(): void
}

/**
 * The limit goes down to what runs when the service puts a create off, for then others of the account use the rest, and up again by one after as many creates as it counts: so it follows the account.
 * Before the first such answer it goes up by one with every create.
 */
export function openLine(
  clock: Clock,
  most: number,
  first: number,
): {
  /** Waits for a turn, behind those who came before. Rejects with the reason of the signal. */
  enter(slots: number, signal: AbortSignal | undefined): Promise<Slots>
  /** Takes note of tasks: the slots of those that have ended are free. */
  saw(data: unknown): void
} {
  let limit = first
  let tickets = 0
  let notBefore = 0
  let wasPutOff = false
  let callOff: (() => void) | undefined
  let waiting: { ticket: number; slots: number; admit: () => void }[] = []
  /** By the ticket while a create is on its way, then by the id of the task. */
  const taken = new Map<unknown, { slots: number; until: number }>()

  function used(): number {
    return [...taken.values()].reduce((sum, { slots }) => sum + slots, 0)
  }

  /** Lets in whoever has a turn. Time is looked at only while somebody waits, so nothing keeps a program alive. */
  function serve(): void {
    callOff?.()
    const now = clock.now()
    for (const [key, { until }] of taken) if (until <= now) taken.delete(key)
    for (let first = waiting[0]; first && now >= notBefore && (taken.size === 0 || used() + first.slots <= limit); first = waiting[0]) {
      waiting.shift()
      taken.set(first.ticket, { slots: first.slots, until: Number.POSITIVE_INFINITY })
      first.admit()
    }
    const next = now < notBefore ? notBefore : Math.min(...[...taken.values()].map(({ until }) => until))
    callOff = waiting.length > 0 && next < Number.POSITIVE_INFINITY ? clock.at(next, serve) : undefined
  }

  /** A turn comes like a moment of a clock, and is given up like a pause. */
  function turn(ticket: number, slots: number, signal: AbortSignal | undefined): Promise<void> {
    const at: Clock['at'] = (_, admit) => {
      const waiter = { ticket, slots, admit }
      waiting.splice(waiting.findLastIndex((other) => other.ticket < ticket) + 1, 0, waiter)
      queueMicrotask(serve)
      return () => {
        waiting = waiting.filter((other) => other !== waiter)
        serve()
      }
    }
    return pauseOn({ now: clock.now, at }, 0, signal)
  }

  return {
    async enter(slots, signal) {
      const ticket = tickets++
      const leave = () => {
        taken.delete(ticket)
        serve()
      }
      await turn(ticket, slots, signal)
      return {
        leave,
        async putOff(pause) {
          const since = clock.now()
          wasPutOff = true
          notBefore = Math.max(notBefore, since + pause)
          taken.delete(ticket)
          limit = Math.max(1, used())
          await turn(ticket, slots, signal)
          return Math.max(0, clock.now() - since - pause)
        },
        hold(until, taskId) {
          if (taskId && used() + 1 > limit) limit = Math.min(most, limit + (wasPutOff ? 1 / limit : 1))
          taken.set(taskId ?? ticket, { slots, until })
          if (taskId) leave()
        },
      }
    },
    saw(data: any) {
      if (taken.size === 0) return
      for (const task of [data?.result ?? data].flat()) {
        const { id, status } = stateOf(task ?? {})
        if ((outcomeOf(status) ?? 'running') !== 'running') taken.delete(id)
      }
      serve()
    },
  }
}
