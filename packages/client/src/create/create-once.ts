import { backoff } from '../core/backoff.js'
import { type Client, configurationOf } from '../core/client.js'
import { curlOf } from '../core/curl.js'
import type { Prepared } from '../core/prepare.js'
import { pauseAfter } from '../core/send-patiently.js'
import { type Course, sendSigned } from '../core/send-signed.js'
import { isAmbiguous } from '../core/unknown-outcome.js'
import { KlingConcurrencyError } from '../errors/kling-concurrency-error.js'
import { KlingConnectionError } from '../errors/kling-connection-error.js'
import { KlingDuplicateExternalIdError } from '../errors/kling-duplicate-external-id-error.js'
import { KlingError } from '../errors/kling-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import { createdForm } from './created-form.js'
import type { Place } from './line.js'
import { lookUp } from './look-up.js'
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
  const { gateway, logger } = configuration
  const { deadline, retry, headers } = course
  const { signal } = deadline
  const isFindable = id !== undefined && (gateway?.byExternalId?.(operation) ?? operation.reads!.byExternalId)
  /** How an attempt ended that had no answer: from then on a task may exist. */
  let unanswered: unknown
  /** Whether the service said that the task exists. */
  let isThere = false
  let maySend = true
  /** How many attempts had no answer. */
  let lost = 0
  /** How often it was tried to find out. */
  let rounds = 0
  const unknown = (cause: unknown) => taskMayExist(configuration, operation, course, id, isFindable, cause)
  const readOptions = () => ({ timeout: deadline.left / 2, retry: { ...retry, limit: 0 }, ...(signal && { signal }), ...(headers && { headers }) })

  if (isFindable) course.share = 0.5
  try {
    for (;;) {
      let pause: number | undefined
      if (maySend) {
        try {
          const { envelope, status } = await sendSigned(configuration, prepared, course)
          const task = envelope.data as Record<string, unknown> | undefined
          if (task?.task_id ?? task?.id) return task!
          throw new KlingConnectionError(`the answer (HTTP ${status}) names no task`, {
            operation: operation.id,
            attempts: course.attempts,
            curl: curlOf(prepared, new Headers(headers)),
          })
        } catch (error) {
          if (signal?.aborted && error === signal.reason) throw error
          pause = pauseAfter(error, configuration, course)
          if (isAmbiguous(error, course)) {
            unanswered = error
            lost++
            if (!isFindable || !(error instanceof KlingConnectionError || error instanceof KlingServerError)) throw unknown(error)
          } else if (pause === undefined) {
            if (unanswered === undefined) throw error
            unanswered = error
            isThere = error instanceof KlingDuplicateExternalIdError
            lost = Number.POSITIVE_INFINITY
          } else if (place && error instanceof KlingConcurrencyError) {
            deadline.extend(await place.putOff(pause))
            pause = 0
          }
        }
      }
      if (unanswered === undefined) {
        await deadline.pause(pause!)
        continue
      }
      if (pause === undefined) {
        if (rounds >= Math.max(1, retry.limit) * (isThere ? 4 : 2)) throw unknown(unanswered)
        pause = Math.min(backoff(configuration, retry, rounds++), Math.max(0, deadline.left / 4))
      }
      logger?.warn?.(`${operation.id}: a task may exist, looked up in ${Math.round(pause)} ms`, { operation: operation.id, external_task_id: id })
      await deadline.pause(pause)
      if (deadline.left < 1) throw unknown(unanswered)
      maySend = false
      try {
        const found = await lookUp(client, operation, id!, readOptions())
        if (found) return createdForm(found)
        maySend = lost <= retry.limit && deadline.left >= 1
      } catch (error) {
        if (signal?.aborted) throw error
        // Not known: nothing is sent before it is.
      }
    }
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error
    if (unanswered !== undefined || course.sent) throw unknown(error)
    throw new KlingError(`${operation.id}: aborted; ${course.sentAt === undefined ? 'nothing was sent' : 'what was sent was refused, so there is no task'}`, {
      cause: error,
    })
  }
}
