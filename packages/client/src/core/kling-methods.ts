import type { Waitable } from '../wait/wait.js'
import type { Settled, Succeeded } from '../wait/wait-all.js'
import type { WaitOptions } from '../wait/wait-options.js'
import type { Envelope, PlainRequest } from './client.js'
import type { CallOptions } from './options.js'
import type { CreateId, SucceededTask } from './task.js'

/** What the facade has beside the operations. */
export interface KlingMethods {
  /**
   * Waits until a created task has succeeded; also one that another process created and kept as JSON. All waits of a client share their reads.
   *
   * @returns the task as it is read, its results in it
   * @throws KlingTaskFailedError when it failed, KlingTaskTimeoutError when the time was over, KlingNotFoundError when there is no such task (any more), KlingError when it was created at another place; the reason of the signal
   * @example
   * const done = await kling.wait(await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox in the snow' }))
   * console.log(done.task_result.videos[0].url)
   */
  wait<Id extends CreateId>(task: Waitable<Id>, options?: WaitOptions): Promise<SucceededTask<Id>>
  /**
   * Waits for several tasks, of whatever operations. When one fails, it ends with that failure at once and stops waiting for the others; those go on, and can be waited for again.
   *
   * @returns them in the same order
   * @throws what the first that fails throws
   * @example
   * const [video, picture] = await kling.waitAll([videoTask, pictureTask])
   */
  waitAll<const List extends readonly Waitable<any>[]>(tasks: List, options?: WaitOptions): Promise<Succeeded<List>>
  /**
   * Waits until each of several tasks has ended, however it did.
   *
   * @returns per task, in the same order, `{ status: 'fulfilled', value }` or `{ status: 'rejected', reason }`
   * @example
   * for (const end of await kling.waitAllSettled(tasks)) if (end.status === 'rejected') console.error(end.reason)
   */
  waitAllSettled<const List extends readonly Waitable<any>[]>(tasks: List, options?: WaitOptions): Promise<Settled<List>>
  /**
   * Calls an endpoint that this version does not know. A `GET` is sent again as every read; a `POST` never when it may have taken effect.
   *
   * @returns the whole envelope, `element_id` members and integers beyond 2^53 as strings
   * @throws KlingError as every other call
   * @example
   * const { data } = await kling.request({ path: '/v1/videos/something-new', body: { prompt: 'A fox in the snow' } })
   */
  request<Data = unknown>(request: PlainRequest, options?: CallOptions): Promise<Envelope<Data>>
}
