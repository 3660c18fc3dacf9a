import { pauseOn, unlessAborted } from './pauses.js'
import { type PlainAnswer, type PlainRequest, plainHeaders } from './plain-request.js'
import type { Clock, Timers } from './ports.js'

type Handle = (request: PlainRequest) => Promise<PlainAnswer>

/** Makes a function like `fetch` of a handler of plain requests. Pauses follow the clock that was handed in; a signal that aborts ends everything at once, as it does with `fetch`. */
export function fetchOver(handle: Handle, clock: Clock, timers: Timers): (input: Request | string | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    const { pathname, search } = new URL(request.url)
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const body = hasBody ? await request.text() : undefined
    const handled = handle({ method: request.method, url: `${pathname}${search}`, headers: plainHeaders(request.headers), body })
    const answer = await unlessAborted(handled, signal)
    const { delay, reset } = answer.mischief ?? {}
    if (delay) await pauseOn(clock, timers, delay, signal)
    if (reset) throw new TypeError('fetch failed: the connection was reset')
    const pause = (milliseconds: number, ended: AbortSignal) => pauseOn(clock, timers, milliseconds, ended)
    return new Response(request.method === 'HEAD' ? null : bodyOf(answer, pause, signal), { status: answer.status, headers: answer.headers })
  }
}

const pieces = 10

/** The body, in pieces where it shall trickle, and cut off where it shall break. */
function bodyOf(
  { body, mischief }: PlainAnswer,
  pause: (milliseconds: number, ended: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): string | ReadableStream<Uint8Array<ArrayBuffer>> {
  const { truncate, slow } = mischief ?? {}
  if (truncate === undefined && slow === undefined) return body
  const bytes = new TextEncoder().encode(body).subarray(0, truncate)
  const step = slow === undefined ? bytes.length : Math.ceil(bytes.length / pieces)
  let sent = 0
  /** Ends with the body, so that nothing is left waiting: no timer, no listener. */
  const ended = new AbortController()
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        // Also while nobody is reading.
        const abort = () => {
          controller.error(signal.reason)
          ended.abort(signal.reason)
        }
        signal.addEventListener('abort', abort, { once: true })
        ended.signal.addEventListener('abort', () => signal.removeEventListener('abort', abort), { once: true })
      },
      async pull(controller) {
        if (sent >= bytes.length) {
          ended.abort()
          return truncate === undefined ? controller.close() : controller.error(new TypeError('terminated: the connection was cut'))
        }
        if (slow !== undefined) await pause(slow / pieces, ended.signal)
        controller.enqueue(bytes.slice(sent, sent + step))
        sent += step
      },
      cancel: () => ended.abort(),
    },
    // Nothing is prepared ahead: an error would throw away what waits to be read.
    { highWaterMark: 0 },
  )
}
