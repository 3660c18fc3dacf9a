import { KlingConnectionError, type LostExchange } from '../errors/kling-connection-error.js'
import { KlingTimeoutError } from '../errors/kling-timeout-error.js'
import type { Configuration } from './configuration.js'
import type { Course } from './course.js'
import { alarm } from './pause.js'

interface Received {
  status: number
  headers: Headers
  text: string
}

/**
 * Sends, and reads to the last byte; ends at the time limit and at an abort even where `fetch` does not. Where nothing listens or the name has no address, not a byte goes out, and the course is told so.
 *
 * @throws KlingConnectionError, KlingTimeoutError; the reason of the signal
 */
export async function exchange({ fetch, clock }: Configuration, url: string, init: RequestInit, course: Course, facts: () => LostExchange): Promise<Received> {
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
    if (signal?.aborted) throw signal.reason
    if (cause instanceof KlingTimeoutError) throw cause
    // Some runtimes have a code on the error itself (ECONNREFUSED, ConnectionRefused), some one deeper; browsers have none.
    const lost = cause as (Error & { code?: string; cause?: { code?: string } }) | undefined
    const code = lost?.cause?.code ?? lost?.code ?? ''
    if (/refused|notfound|again/i.test(code)) course.sent = false
    throw new KlingConnectionError(`the connection failed: ${lost?.message} ${code}`, facts(), { cause })
  } finally {
    stop!()
  }
}
