import { BoundedMap } from './bounded-map.js'
import type { CallbackEvent } from './callback-event.js'
import { callbackHandler } from './callback-handler.js'
import type { CallbackHandlerOptions } from './callback-handler-options.js'
import { EventOrder } from './event-order.js'

export type CallbackListener = (event: CallbackEvent) => void

/** A task by its id, or by the id of one's own it was created with. */
export type FeedKey = string | { external_task_id: string }

/** Where waiting code hears of callbacks; `wait` takes one to end its polling early. */
export interface CallbackFeed {
  /** Hands an event to those who wait for its task. One that is behind what is known of the task is dropped. */
  deliver(event: CallbackEvent): void
  /**
   * Hears of every further change of a task, never before this call has returned. When the task's end is known already, the listener is told of it at once.
   * @returns ends the subscription; may be called again
   */
  subscribe(task: FeedKey, listener: CallbackListener): () => void
  /** A {@link callbackHandler} that delivers to this feed, and then to `onEvent` where one is given. */
  handler(options: Omit<CallbackHandlerOptions, 'onEvent'> & Partial<Pick<CallbackHandlerOptions, 'onEvent'>>): (request: Request) => Promise<Response>
}

export interface CallbackFeedOptions {
  /** How many ended tasks are remembered for those who subscribe late. Default: 1,000. */
  remember?: number
  /** Told what a listener threw; the others hear of the event all the same. Default: `console.error`. */
  onError?: (error: unknown) => void
}

/**
 * Connects a receiver of callbacks with those who wait for tasks, within one process.
 *
 * @throws RangeError when `remember` is no whole number above 0
 * @example
 * const feed = createCallbackFeed()
 * const handle = feed.handler({ secret: process.env.KLING_WEBHOOK_SECRET })
 * const unsubscribe = feed.subscribe(task.task_id, (event) => event.terminal && console.log(event.outcome))
 */
export function createCallbackFeed({ remember = 1000, onError = logError }: CallbackFeedOptions = {}): CallbackFeed {
  // Each end stands under both ids of its task.
  const ends = new BoundedMap<CallbackEvent>(2 * remember)
  const order = new EventOrder(remember)
  const listeners = new Map<string, Set<CallbackListener>>()

  function tell(listener: CallbackListener, event: CallbackEvent): void {
    try {
      listener(event)
    } catch (error) {
      onError(error)
    }
  }

  const feed: CallbackFeed = {
    deliver(event) {
      if (order.isBehind(event)) return
      order.note(event)
      for (const key of keysOf(event)) {
        if (event.terminal) ends.set(key, event)
        for (const listener of [...(listeners.get(key) ?? [])]) tell(listener, event)
      }
    },
    subscribe(task, listener) {
      const key = typeof task === 'string' ? task : externalKey(task.external_task_id)
      const subscription: CallbackListener = (event) => listener(event)
      const others = listeners.get(key) ?? new Set()
      listeners.set(key, others.add(subscription))
      const end = ends.get(key)
      if (end) queueMicrotask(() => others.has(subscription) && tell(subscription, end))
      return () => {
        others.delete(subscription)
        if (others.size === 0 && listeners.get(key) === others) listeners.delete(key)
      }
    },
    handler({ onEvent, ...options }) {
      return callbackHandler({
        ...options,
        onEvent: (event, delivery) => {
          feed.deliver(event)
          return onEvent?.(event, delivery)
        },
      })
    },
  }
  return feed
}

function keysOf({ id, external_task_id }: CallbackEvent): string[] {
  return external_task_id === undefined ? [id] : [id, externalKey(external_task_id)]
}

/** Ids of one's own may look like ids of tasks. */
function externalKey(id: string): string {
  return `external/${id}`
}

function logError(error: unknown): void {
  console.error('A listener of the callback feed failed:', error)
}
