import { KlingConnectionError, type LostExchange } from '../errors/kling-connection-error.js'
import { KlingTimeoutError } from '../errors/kling-timeout-error.js'
import type { Configuration } from './configuration.js'

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
  timeout: number,
  signal: AbortSignal | undefined,
  facts: () => LostExchange,
): Promise<Received> {
  const controller = new AbortController()
  let cancel: (() => void) | undefined
  let abort: (() => void) | undefined
  const ended = new Promise<never>((_, reject) => {
    const end = (reason: unknown) => {
      reject(reason)
      controller.abort(reason)
    }
    abort = () => end(signal!.reason)
    cancel = clock.at(clock.now() + timeout, () => end(new KlingTimeoutError(`no answer within ${timeout} ms`, facts())))
  })
  signal?.addEventListener('abort', abort!)
  const receive = async () => {
    const response = await fetch(url, { ...init, signal: controller.signal })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  try {
    return await Promise.race([receive(), ended])
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw cause instanceof KlingTimeoutError
      ? cause
      : new KlingConnectionError(`the connection failed: ${(cause as Error | undefined)?.message}`, facts(), { cause })
  } finally {
    cancel!()
    signal?.removeEventListener('abort', abort!)
  }
}
