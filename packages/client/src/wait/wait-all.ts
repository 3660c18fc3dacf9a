import type { Client } from '../core/client.js'
import type { SucceededTask } from '../core/task.js'
import { type Waitable, wait } from './wait.js'
import type { WaitOptions } from './wait-options.js'

/** The succeeded tasks of created ones. */
export type Succeeded<List extends readonly Waitable<any>[]> = {
  -readonly [Index in keyof List]: List[Index] extends Waitable<infer Id> ? SucceededTask<Id> : never
}

/** How each of several waits ended. */
export type Settled<List extends readonly Waitable<any>[]> = {
  -readonly [Index in keyof List]: List[Index] extends Waitable<infer Id> ? PromiseSettledResult<SucceededTask<Id>> : never
}

/**
 * Waits for several tasks, of whatever operations. When one fails, it ends with that failure at once and stops waiting for the others; those go on, and can be waited for again.
 * Where every outcome matters, use `waitAllSettled`.
 *
 * @returns them in the same order
 * @throws what the first that fails throws, see `wait`
 * @example
 * const [video, picture] = await waitAll(client, [videoTask, pictureTask])
 */
export async function waitAll<const List extends readonly Waitable<any>[]>(client: Client, tasks: List, options: WaitOptions = {}): Promise<Succeeded<List>> {
  const stop = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal
  try {
    return (await Promise.all(tasks.map((task) => wait(client, task, { ...options, signal })))) as Succeeded<List>
  } finally {
    stop.abort()
  }
}

/**
 * Waits until each of several tasks has ended, however it did.
 *
 * @returns per task, in the same order, `{ status: 'fulfilled', value }` or `{ status: 'rejected', reason }`, as `Promise.allSettled` does
 * @example
 * for (const end of await waitAllSettled(client, tasks)) if (end.status === 'rejected') console.error(end.reason)
 */
export function waitAllSettled<const List extends readonly Waitable<any>[]>(client: Client, tasks: List, options?: WaitOptions): Promise<Settled<List>> {
  return Promise.allSettled(tasks.map((task) => wait(client, task, options))) as Promise<any>
}
