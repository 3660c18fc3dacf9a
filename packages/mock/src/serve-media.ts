import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answerMedia } from './media/index.js'

/** Sends a file made on request; a player may ask for any part of it. */
export async function serveMedia(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { status, headers, body } = answerMedia(incoming.url!, incoming.headers.range, incoming.method)
  outgoing.writeHead(status, headers)
  // Piece by piece, so that a slow reader of a long video does not hold all of it in memory. A reader that goes away is no error.
  await pipeline(Readable.from(body), outgoing).catch(() => outgoing.destroy())
}
