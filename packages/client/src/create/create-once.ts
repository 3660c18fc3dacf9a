import { backoff } from '../core/backoff.js'
import { type Client, configurationOf } from '../core/client.js'
import type { Course } from '../core/course.js'
import { mayPass } from '../core/may-pass.js'
import { pauseAfter } from '../core/pause-after.js'
import type { Prepared } from '../core/prepare.js'
import { sendSigned } from '../core/send-signed.js'
import { toldPause } from '../core/told-pause.js'
import { isAmbiguous } from '../core/unknown-outcome.js'
import { KlingConcurrencyError } from '../errors/kling-concurrency-error.js'
import { KlingConnectionError } from '../errors/kling-connection-error.js'
import { KlingDuplicateExternalIdError } from '../errors/kling-duplicate-external-id-error.js'
import { KlingError } from '../errors/kling-error.js'
import { createdForm } from './created-form.js'
import { lookUp } from './look-up.js'
import type { Place } from './queue.js'
import { taskMayExist } from './task-may-exist.js'

/**
 * Creates a task at most once.
 *
 * The service refuses a second task with the same id of the caller's; so sending again under that id is safe, and reading by it tells how an attempt ended that had no answer. Reading comes first: it
 * is what gives the task back. A task that appears only after the next attempt was taken is refused by the service itself; one that appears before it makes it a duplicate, and is found.
 *
 * @param id the caller's own id in the request; undefined where the operation has none
 * @param place that of the create in the client's line; undefined where there is none
 */
export async function createOnce(client: Client, prepared: Prepared, course: Course, id: string | undefined, place: Place | undefined): Promise<object> {
  const { operation } = prepared
  const configuration = client[configurationOf]()
  const { gateway } = configuration
  const { retry, headers, signal, left } = course
  const isFindable = id !== undefined && (gateway?.byExternalId?.(operation) ?? operation.reads!.byExternalId)
  /** How an attempt ended that had no answer: from then on a task may exist. */
  let unanswered: unknown
  /** Whether the service said that the task exists. */
  let isThere = false
  let maySend = true
  /** How many attempts had no answer. */
  let lost = 0
  /** How often it was tried to reach somebody, or to find out. */
  let rounds = 0
  const unknown = (cause: unknown) => taskMayExist(configuration, operation, course, id, isFindable, cause)

  const tell = (pause: number, what: string) => toldPause(configuration, operation, course, pause, `${operation.id}: ${what}`)

  if (isFindable) course.share = 0.5
  try {
    for (;;) {
      let pause: number | undefined
      if (maySend) {
        try {
          const { envelope, facts } = await sendSigned(configuration, prepared, course)
          const task = envelope.data as Record<string, unknown> | undefined
          if (task?.task_id ?? task?.id) return task!
          throw new KlingConnectionError('the answer names no task', facts())
        } catch (error) {
          if (signal?.aborted && error === signal.reason) throw error
          pause = pauseAfter(error, configuration, course)
          if (isAmbiguous(error, course)) {
            unanswered = error
            lost++
            if (!isFindable || !mayPass(error)) throw unknown(error)
          } else if (pause === undefined) {
            if (unanswered === undefined) {
              // Nothing was there that could be sent to.
              if (!mayPass(error) || rounds >= retry.limit) throw error
              pause = Math.min(backoff(configuration, retry, rounds++), Math.max(0, left() / 4))
            } else {
              unanswered = error
              isThere = error instanceof KlingDuplicateExternalIdError
              lost = mayPass(error) ? lost + 1 : Number.POSITIVE_INFINITY
            }
          } else if (place && error instanceof KlingConcurrencyError) {
            course.end += await place.putOff(pause)
            pause = 0
          }
        }
      }
      if (unanswered === undefined) {
        await tell(pause!, 'sent again')
        continue
      }
      if (pause === undefined) {
        if (rounds >= Math.max(1, retry.limit) * (isThere ? 4 : 2)) throw unknown(unanswered)
        pause = Math.min(backoff(configuration, retry, rounds++), Math.max(0, left() / 4))
      }
      await tell(pause, 'a task may exist, looked up')
      if (left() < 1) throw unknown(unanswered)
      maySend = false
      try {
        const found = await lookUp(client, operation, id!, { timeout: left() / 2, retry: { ...retry, limit: 0 }, signal: signal!, headers: headers! })
        if (found) return createdForm(found)
        maySend = lost <= retry.limit && left() >= 1
      } catch {
        if (signal?.aborted) throw signal.reason
        // Not known: nothing is sent before it is.
      }
    }
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error
    if (unanswered !== undefined || course.sent) throw unknown(error)
    throw new KlingError(`${operation.id}: aborted; ${course.sentAt === undefined ? 'nothing was sent' : 'it was refused, there is no task'}`, {
      cause: error,
    })
  }
}
