import { byteSize } from '../byte-size.js'
import type { AddressGuard } from './address-guard.js'
import { answerFacts, goesOn } from './answer-kind.js'
import type { Deadline } from './deadline.js'
import type { DownloadOptions } from './download-options.js'
import { goneError } from './expiry.js'
import { guardedFetch } from './guarded-fetch.js'
import { KlingDownloadError } from './kling-download-error.js'
import { KlingDownloadIncompleteError } from './kling-download-incomplete-error.js'
import { KlingDownloadTooLargeError } from './kling-download-too-large-error.js'
import { orAbort } from './or-abort.js'
import { PassingFailure } from './passing-failure.js'
import type { Identity, Sink } from './sink.js'

interface Transfer {
  url: URL
  sink: Sink<unknown>
  guard: AddressGuard
  deadline: Deadline
  options: DownloadOptions
}

/** One attempt to bring a file into a sink, from where the one before ended. Gives the media type. */
export async function transfer({ url, sink, guard, deadline, options }: Transfer, known: Identity): Promise<string | undefined> {
  const { maxBytes = 536_870_912, fetch, madeAt, onProgress } = options
  const validator = known.etag ?? known.lastModified
  if (sink.length > 0 && (validator === undefined || options.resume === false)) await restart(url, sink)
  const offset = sink.length
  const headers = { 'accept-encoding': 'identity', ...(offset > 0 ? { range: `bytes=${offset}-`, 'if-range': validator! } : {}) }
  const { response, url: last } = await guardedFetch(url, guard, { headers, signal: deadline.signal }, fetch)
  deadline.alive()
  const { status } = response
  const facts = answerFacts(response)
  try {
    if (status === 416 && offset > 0) {
      // Nothing is left to fetch, or the file has become another one.
      if (facts.size === offset && known.size === offset) return response.headers.get('content-type') ?? undefined
      await restart(url, sink)
      throw new PassingFailure('the part that was there does not fit the file any more')
    }
    if ([403, 404, 410].includes(status)) throw goneError(last, status, madeAt)
    if (status === 408 || status === 429 || status >= 500) throw new PassingFailure(`it was answered with HTTP ${status}`)
    if (status !== 200 && !(status === 206 && offset > 0)) throw new KlingDownloadError(last, `it was answered with HTTP ${status}.`, { status })
    if (status === 200 && offset > 0) await restart(url, sink)
    if (status === 206 && !goesOn(known, offset, facts)) {
      await restart(url, sink)
      throw new PassingFailure('the server sent another part than was asked for')
    }
    const size = facts.size ?? (status === 206 ? known.size : undefined)
    const tooLarge = () =>
      new KlingDownloadTooLargeError(
        last,
        `the file has ${size === undefined ? `more than ${byteSize(maxBytes)}` : `${byteSize(size)}; at most ${byteSize(maxBytes)} are taken`}. Raise maxBytes if that is meant to be.`,
      )
    if (size !== undefined && size > maxBytes) throw tooLarge()
    if (status === 200) {
      const { start: _, ...identity } = facts
      for (const key of Object.keys(known)) delete known[key as keyof Identity]
      await sink.identify(Object.assign(known, identity))
    }
    for await (const piece of piecesOf(response, deadline.signal)) {
      // While the sink takes its time, the server owes nothing.
      deadline.hold()
      if (size !== undefined && sink.length + piece.length > size)
        throw new KlingDownloadIncompleteError(last, `more bytes came than the ${size} that were announced.`)
      if (sink.length + piece.length > maxBytes) throw tooLarge()
      await orAbort(sink.write(piece), deadline.signal)
      deadline.alive()
      onProgress?.({ bytes: sink.length, ...(size === undefined ? {} : { total: size }) })
    }
    if (size !== undefined && sink.length < size) throw new PassingFailure(`only ${sink.length} of ${size} bytes came`)
    return response.headers.get('content-type') ?? undefined
  } finally {
    // An answer that was not read through keeps its connection open otherwise.
    if (!response.body?.locked) void response.body?.cancel().catch(() => {})
  }
}

async function restart(url: URL, sink: Sink<unknown>): Promise<void> {
  if (await sink.restart()) return
  throw new KlingDownloadIncompleteError(
    url,
    'the connection broke off, the server cannot go on where it stopped, and what was written to the stream cannot be called back. Download to a file or a Blob.',
  )
}

/** The pieces of a body; a connection that breaks is a passing failure, unlike a sink that does. */
async function* piecesOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const { done, value } = await orAbort(reader.read(), signal).catch((cause) => {
        throw new PassingFailure('the connection broke off', { cause })
      })
      if (done) return
      yield value
    }
  } finally {
    void reader.cancel().catch(() => {})
  }
}
