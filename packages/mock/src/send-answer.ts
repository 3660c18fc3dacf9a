import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from './answers.js'
import { Outbox } from './outbox.js'

const outbox = new Outbox()

/** Writes an answer out, with the trouble that was asked for. */
export function sendAnswer(answer: Answer, outgoing: ServerResponse, headers: Record<string, string> | undefined): Promise<void> | undefined {
  const length = typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.length
  const head: Record<string, string | number> = { ...answer.headers, 'content-length': length }
  if (headers) Object.assign(head, headers)
  if (answer.mischief) return sendWithMischief(answer, outgoing, head, answer.mischief)
  outgoing.writeHead(answer.status, head)
  // To HEAD Node sends the headers only.
  outbox.add(() => outgoing.end(answer.body))
  return undefined
}

async function sendWithMischief(
  { status, body }: Answer,
  outgoing: ServerResponse,
  head: Record<string, string | number>,
  mischief: NonNullable<Answer['mischief']>,
): Promise<void> {
  const { delay, reset, truncate, slow } = mischief
  if (delay && !(await waited(delay, outgoing))) return
  if (reset) {
    outgoing.socket?.resetAndDestroy()
    return
  }
  const bytes = Buffer.from(body as string)
  outgoing.writeHead(status, head)
  outgoing.flushHeaders()
  const sent = truncate === undefined ? bytes : bytes.subarray(0, truncate)
  if (!(await written(sent, outgoing, slow ?? 0))) return
  // The length in the headers promised more, so that the client sees that something is missing.
  if (sent.length < bytes.length) outgoing.destroy()
  else outgoing.end()
}

const pieces = 20

/** Writes bytes over a time; tells whether the client is still there. */
async function written(bytes: Uint8Array, outgoing: ServerResponse, over: number): Promise<boolean> {
  const size = over === 0 ? bytes.length : Math.max(1, Math.ceil(bytes.length / pieces))
  for (let at = 0; at < bytes.length; at += size) {
    // What was written has left before the connection is cut.
    await new Promise<void>((resolve) => outgoing.write(bytes.subarray(at, at + size), () => resolve()))
    if (over > 0 && !(await waited(over / Math.ceil(bytes.length / size), outgoing))) return false
  }
  return !outgoing.destroyed
}

/** Waits, but not for a client that has gone, nor at the end of the mock. */
async function waited(milliseconds: number, outgoing: ServerResponse): Promise<boolean> {
  const gone = new AbortController()
  const abort = () => gone.abort()
  outgoing.once('close', abort)
  try {
    await pause(milliseconds, undefined, { signal: gone.signal })
    return true
  } catch {
    return false
  } finally {
    outgoing.off('close', abort)
  }
}
