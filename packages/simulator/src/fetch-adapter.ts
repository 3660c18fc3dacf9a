import type { PlainAnswer, PlainRequest } from './plain-request.js'
import type { Clock, Timers } from './ports.js'

type Handle = (request: PlainRequest) => Promise<PlainAnswer>

/** Makes a function like `fetch` of a handler of plain requests. Pauses follow the clock that was handed in. */
export function fetchOver(handle: Handle, clock: Clock, timers: Timers): (input: Request | string | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const { pathname, search } = new URL(request.url)
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const body = hasBody ? await request.text() : undefined
    const answer = await handle({ method: request.method, url: `${pathname}${search}`, headers: Object.fromEntries(request.headers), body })
    const pause = (milliseconds: number) => pauseFor(milliseconds, clock, timers, request.signal)
    const { delay, reset } = answer.mischief ?? {}
    if (delay) await pause(delay)
    if (reset) throw new TypeError('fetch failed: the connection was reset')
    return new Response(request.method === 'HEAD' ? null : bodyOf(answer, pause), { status: answer.status, headers: answer.headers })
  }
}

const pieces = 10

/** The body, in pieces where it shall trickle, and cut off where it shall break. */
function bodyOf({ body, mischief }: PlainAnswer, pause: (milliseconds: number) => Promise<void>): string | ReadableStream<Uint8Array<ArrayBuffer>> {
  const { truncate, slow } = mischief ?? {}
  if (truncate === undefined && slow === undefined) return body
  const bytes = new TextEncoder().encode(body).subarray(0, truncate)
  const step = slow === undefined ? bytes.length : Math.ceil(bytes.length / pieces)
  let sent = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        if (sent >= bytes.length) return truncate === undefined ? controller.close() : controller.error(new TypeError('terminated: the connection was cut'))
        if (slow !== undefined) await pause(slow / pieces)
        controller.enqueue(bytes.slice(sent, sent + step))
        sent += step
      },
    },
    // Nothing is prepared ahead: an error would throw away what waits to be read.
    { highWaterMark: 0 },
  )
}

function pauseFor(milliseconds: number, clock: Clock, timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const abort = () => {
      cancel()
      reject(signal.reason)
    }
    const cancel = timers.at(clock.now() + milliseconds, () => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
    signal.addEventListener('abort', abort, { once: true })
  })
}
