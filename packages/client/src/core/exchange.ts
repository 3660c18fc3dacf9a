import { KlingConnectionError, type LostExchange } from '../errors/kling-connection-error.js'
import { KlingTimeoutError } from '../errors/kling-timeout-error.js'
import type { Configuration } from './configuration.js'
import type { Course } from './course.js'
import { connectionCode, neverConnected } from './never-connected.js'
import { alarm } from './pause.js'

interface Received {
  status: number
  headers: Headers
  text: string
}

/**
 * Sends, and reads to the last byte; ends at the time limit and at an abort even where `fetch` does not.
 *
 * @throws KlingConnectionError, KlingTimeoutError; the reason of the signal
 */
export async function exchange(
  { fetch, clock }: Configuration,
  url: string,
  init: RequestInit,
  course: Course,
  facts: () => LostExchange,
): Promise<Received> {
  const { retry, share, left, signal } = course
  const timeout = Math.max(0, Math.min(retry.attemptTimeout, left() * share))
  const controller = new AbortController()
  let stop: () => void
  try {
    return await new Promise<Received>((resolve, reject) => {
      const end = (reason: unknown) => {
        reject(reason)
        controller.abort(reason)
      }
      stop = alarm(clock, timeout, signal, () => end(new KlingTimeoutError(`no answer within ${timeout} ms`, facts())), end)
      const receive = async () => {
        const response = await fetch(url, { ...init, signal: controller.signal })
        const { status, headers } = response
        resolve({ status, headers, text: await response.text() })
      }
      receive().catch(reject)
    })
  } catch (cause) {
    if (neverConnected(cause)) course.sent = false
    if (signal?.aborted) throw signal.reason
    throw cause instanceof KlingTimeoutError
      ? cause
      : new KlingConnectionError(`the connection failed: ${(cause as Error | undefined)?.message}${connectionCode(cause)}`, facts(), { cause })
  } finally {
    stop!()
  }
}
