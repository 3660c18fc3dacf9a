import type { IncomingMessage } from 'node:http'

const nothing = new Uint8Array()

export type ReceivedBody = { kind: 'body'; bytes: Uint8Array } | { kind: 'too-large' } | { kind: 'gone' }

/**
 * Collects the body of a request. One that is larger than the limit is read to its end all the same, because a client that is still sending would not see the answer; nothing of it is kept.
 */
export function readBody(incoming: IncomingMessage, limit: number): ReceivedBody | Promise<ReceivedBody> {
  if (hasNoBody(incoming)) return { kind: 'body', bytes: nothing }
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else chunks = []
    })
    incoming.on('end', () =>
      resolve(size > limit ? { kind: 'too-large' } : { kind: 'body', bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size) }),
    )
    // The client went away before it had sent everything: nobody is left to answer.
    incoming.on('error', () => resolve({ kind: 'gone' }))
    incoming.on('close', () => resolve({ kind: 'gone' }))
  })
}

/** A request has a body only if one of these headers says so (RFC 9112, 6.3). */
function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
}
