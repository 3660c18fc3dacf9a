import type { CallbackFeed } from '../callbacks/callback-feed.js'
import type { CallOptions } from '../core/options.js'

/** A change of a task that is waited for. */
export interface WaitUpdate {
  /** The word of the service. One that is not known counts as running, and is told to the logger too. */
  status: string
  /** Milliseconds since waiting began. */
  elapsed: number
  /** How often the task was read for this wait; 0 where `run` has just created it, or where only callbacks told of it. */
  attempt: number
  /** The task as it was read or called back; from `run` first as it was created, with its handle. */
  task: unknown
}

/** Options of a wait. */
export interface WaitOptions {
  /** Milliseconds the wait may take. Default 30 minutes; `Infinity`: no limit. When it is over, the task goes on, and can be waited for again. */
  timeout?: number
  /**
   * Milliseconds between reads, up to a tenth less at random. Default: a tenth of the time such a task typically takes, from 2 to 15 s; with `callbacks` that time itself, from 15 to 60 s.
   * Shared reads may come earlier. A service that asks to slow down is obeyed.
   */
  interval?: number
  /** Ends the wait at once, also in a pause, with the signal's reason. The task goes on; other waits are not disturbed. */
  signal?: AbortSignal
  /** Called on the first read and on every change of the status. What it throws, or rejects with, is told to the logger and changes nothing. */
  onUpdate?: (update: WaitUpdate) => unknown
  /** Further headers of the reads. Waits share their reads where these are the same. */
  headers?: CallOptions['headers']
  /** Where callbacks of the task come in: a `createCallbackFeed()` of `@klingkit/client/callbacks`. An end that it reports, before or during the wait, ends the wait. Default: that of the client. */
  callbacks?: Pick<CallbackFeed, 'subscribe'>
  /** Whether the task is read while callbacks are expected, seldom, in case one is lost. `false` needs `callbacks`; then only an end whose body lacks members is read, once. Default true. */
  poll?: boolean
}
