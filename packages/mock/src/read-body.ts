import type { IncomingMessage } from 'node:http'

/**
 * Collects the body of a request.
 *
 * @returns undefined when it is larger than the limit; it is read to its end all the same, because a client that is still sending would not see the answer
 */
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else chunks.length = 0
  }
  return size > limit ? undefined : Buffer.concat(chunks, size)
}
