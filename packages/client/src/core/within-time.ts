import type { LostExchange } from '../errors/kling-connection-error.js'
import { KlingTimeoutError } from '../errors/kling-timeout-error.js'
import type { Configuration } from './configuration.js'
import type { Course } from './course.js'
import { alarm } from './pause.js'

/**
 * Ends an exchange at the time limit and at an abort, even where a hook, a credential or `fetch` of somebody's own does not end.
 *
 * @param work may go on after that; it hears of it by the signal
 * @throws KlingTimeoutError, the reason of the signal, what the work throws
 */
export function withinTime<Result>(
  { clock }: Configuration,
  { retry, share, left, signal }: Course,
  facts: () => LostExchange,
  work: (signal: AbortSignal, late: () => KlingTimeoutError) => Promise<Result>,
): Promise<Result> {
  const timeout = Math.max(0, Math.min(retry.attemptTimeout, left() * share))
  const controller = new AbortController()
  const late = () => new KlingTimeoutError(`no answer within ${timeout} ms`, facts())
  return new Promise<Result>((resolve, reject) => {
    const end = (reason: unknown) => {
      reject(reason)
      controller.abort(reason)
    }
    const stop = alarm(clock, timeout, signal, () => end(late()), end)
    work(controller.signal, late).finally(stop).then(resolve, reject)
  })
}
