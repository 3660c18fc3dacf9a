import type { CallbackEvent } from './callback-event.js'
import type { CallbackStore } from './callback-store.js'

/** What is known of a call beside the task in it. */
export interface CallbackDelivery {
  /** `webhook-id`; absent on unsigned calls. */
  id?: string
  /** When it was made, Unix time in seconds; absent on unsigned calls. */
  timestamp?: number
  /** A later state of the task has been handled already: an older `updated_at`, or a running state after the end. To be ignored, unless a history is kept. */
  outOfOrder: boolean
  /** Address that was called, for example to tell tenants apart by its path. */
  url: string
}

export interface CallbackHandlerOptions {
  /** The webhook secret of the console, `whsec_…`; several while one is being replaced. Needed, unless `dangerouslyAcceptUnsigned` is set. */
  secret?: string | readonly string[] | undefined
  /** Takes any call as genuine when no `secret` is given: whoever knows the address can then report results. Default: false. */
  dangerouslyAcceptUnsigned?: boolean
  /** Is told of every change once. The call is answered 200 when it is done, 500 when it throws, so that Kling may call again. */
  onEvent: (event: CallbackEvent, delivery: CallbackDelivery) => unknown
  /** How far the time stamp may be off, either way, in seconds. Default: 300. */
  tolerance?: number
  /** Largest body, in bytes. Default: 1,048,576 (1 MiB). */
  maxBytes?: number
  /** Remembers the calls that were taken. Default: the last 10,000, in memory. */
  store?: CallbackStore
  /** How many tasks are remembered to tell events out of order. Default: 10,000. */
  rememberedTasks?: number
  /** Told why a call was refused (400, 401, 413), for a log or a counter. Errors hold no secret. Default: nothing. */
  onRefused?: (error: Error) => void
  /** Told what `onEvent` or `store` threw. Default: `console.error`. */
  onError?: (error: unknown) => void
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number
}
