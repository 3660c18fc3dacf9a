import { createGuard } from './address-guard.js'
import { blobSink } from './blob-sink.js'
import { createDeadline } from './deadline.js'
import type { DownloadOptions } from './download-options.js'
import { fileSink } from './file-sink.js'
import { KlingDownloadError } from './kling-download-error.js'
import { KlingDownloadIncompleteError } from './kling-download-incomplete-error.js'
import { KlingDownloadTimeoutError } from './kling-download-timeout-error.js'
import { KlingResultExpiredError } from './kling-result-expired-error.js'
import { addressOf, type MadeThing } from './made-thing.js'
import { PassingFailure } from './passing-failure.js'
import { pause } from './pause.js'
import type { Identity, Sink } from './sink.js'
import { type Downloaded, streamSink } from './stream-sink.js'
import { transfer } from './transfer.js'

/**
 * Fetches a file that a task made, into memory, to a path (Node, Bun, Deno) or into a stream.
 *
 * Only from public hosts over https: an address of a private network, of this machine or of a cloud's metadata, in any notation, by name or behind a redirect, is refused. On Node the address that is
 * really connected to is checked; with a `fetch` of one's own, and on Bun and Deno, the name is looked up before. A path gets its file when that is complete: until then there is `<path>.part`, from
 * which a later call goes on if the server says the file is the same. An existing file is replaced.
 *
 * Folders on the way to the path that are missing are made: a program that fails at them fails after its task was waited and paid for. They stay, also where the download fails.
 *
 * @param source an address, or what was made: `task_result.videos[0]`, `outputs[0]`
 * @returns a Blob; with `to` the size and media type
 * @throws KlingDownloadRefusedError for an address that is none of the public web
 * @throws KlingResultExpiredError when the result is gone after 30 days
 * @throws KlingDownloadTooLargeError above `maxBytes`
 * @throws KlingDownloadTimeoutError after `timeout`, or `idleTimeout` without a byte
 * @throws KlingDownloadIncompleteError when the connection breaks off again and again, or the length is wrong
 * @throws KlingDownloadError for any other answer than the file
 * @throws the reason of `signal`; errors of the file system or of the stream as they are
 * @example
 * await download(done.task_result.videos[0], { to: 'fox.mp4' })
 * const picture = await download(image, { maxBytes: 20_000_000 })
 */
export function download(source: string | URL | MadeThing, options: DownloadOptions & { to: string | WritableStream<Uint8Array> }): Promise<Downloaded>
export function download(source: string | URL | MadeThing, options?: DownloadOptions & { to?: undefined }): Promise<Blob>
export async function download(
  source: string | URL | MadeThing,
  options: DownloadOptions & { to?: string | WritableStream<Uint8Array> | undefined } = {},
): Promise<Blob | Downloaded> {
  const { to, resume = true, signal } = options
  const url = addressOf(source, options)
  const guard = createGuard(options)
  // Before a file is made.
  guard.checkUrl(url)
  signal?.throwIfAborted()
  const sink: Sink<Blob | Downloaded> = to === undefined ? blobSink() : typeof to === 'string' ? await fileSink(to, resume) : streamSink(to)
  const deadline = createDeadline(options.timeout ?? 600_000, options.idleTimeout ?? 30_000, signal)
  const known: Identity = { ...sink.identity }
  try {
    const type = await withRetries(url, options, deadline.signal, () => transfer({ url, sink, guard, deadline, options }, known))
    return await sink.finish(type)
  } catch (error) {
    const isCut = deadline.signal.aborted || KlingDownloadIncompleteError.is(error) || needsFreshAddress(error)
    await sink.abandon(error, resume && isCut && (known.etag ?? known.lastModified) !== undefined)
    if (signal?.aborted) throw signal.reason
    if (!deadline.over) throw error
    const limit =
      deadline.over === 'timeout'
        ? `it took longer than ${options.timeout ?? 600_000} ms (timeout)`
        : `nothing came for ${options.idleTimeout ?? 30_000} ms (idleTimeout)`
    throw new KlingDownloadTimeoutError(url, `${limit}.`, { cause: error })
  } finally {
    deadline.clear()
  }
}

/** A signed address may be over before the file is there; the task gives a new one. */
function needsFreshAddress(error: unknown): boolean {
  return KlingDownloadError.is(error) && error.status === 403 && !KlingResultExpiredError.is(error)
}

async function withRetries<Result>(
  url: URL,
  { retries = 3, retryDelay = 250 }: DownloadOptions,
  signal: AbortSignal,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt()
    } catch (error) {
      if (signal.aborted || !(error instanceof PassingFailure)) throw error
      if (failures >= retries) throw new KlingDownloadIncompleteError(url, `${error.message}, also at the last of ${failures + 1} attempts.`, { cause: error })
      await pause(retryDelay * 2 ** failures, signal)
    }
  }
}
