import type { PlainAnswer } from '@klingkit/simulator'
import { HttpResponse } from 'msw'

/** The simulator's answer as a response of MSW, with the trouble that was asked for: late, slow, cut off, or no answer at all. */
export async function respond({ status, headers, body, mischief = {} }: PlainAnswer, signal: AbortSignal): Promise<Response> {
  const { delay, reset, truncate, slow } = mischief
  if (delay) await pause(delay, signal)
  if (reset) return HttpResponse.error()
  if (truncate === undefined && slow === undefined) return new HttpResponse(body, { status, headers })
  const bytes = new TextEncoder().encode(body)
  // The length tells a client that something is missing.
  return new HttpResponse(streamOf(bytes, { truncate, slow }, signal) as any, { status, headers: { ...headers, 'content-length': String(bytes.length) } })
}

const pieces = 10

/** Sends bytes in pieces over the time `slow`; after `truncate` bytes the connection breaks. */
function streamOf(
  bytes: Uint8Array,
  { truncate, slow = 0 }: { truncate: number | undefined; slow: number | undefined },
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const sent = truncate === undefined ? bytes : bytes.subarray(0, truncate)
  const step = slow > 0 ? Math.max(1, Math.ceil(sent.length / pieces)) : sent.length
  let position = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (position >= sent.length) return truncate === undefined ? controller.close() : controller.error(new TypeError('the connection was cut'))
        if (slow > 0) await pause(slow / pieces, signal)
        controller.enqueue(sent.slice(position, position + step))
        position += step
      },
    },
    // Nothing is prepared ahead: an error would throw away what waits to be read.
    { highWaterMark: 0 },
  )
}

/** Ends early when nobody waits for the answer any more. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
}
