import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TestServer {
  url: string
  /** What was asked for, oldest first. */
  requests: IncomingMessage[]
}

/** A server on this machine, gone when the test is. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse, count: number) => void, host = '127.0.0.1'): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => answer(request, response, requests.push(request)))
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, requests }
}

/** What a download has told of its progress. What arrives right before a connection breaks may be lost, so one that is to break at a certain byte waits for it. */
export function watch() {
  const seen = { bytes: 0, onProgress: ({ bytes }: { bytes: number }) => Object.assign(seen, { bytes }) }
  return seen
}

/** Serves bytes with ranges and a tag, and cuts the connection after so many bytes of each of the first answers, when the download has `seen` them. */
export function file(
  bytes: Uint8Array,
  { cutAfter = [] as number[], etag = '"one"' as string | null, ranges = true, said = bytes.length, seen = { bytes: Number.POSITIVE_INFINITY } } = {},
) {
  return (request: IncomingMessage, response: ServerResponse, count: number) => {
    const [, from] = (ranges && /^bytes=(\d+)-$/.exec(request.headers.range ?? '')) || []
    const fits = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
    const start = from !== undefined && fits ? Number(from) : 0
    const tag = etag === null ? {} : { etag }
    if (start >= bytes.length) return response.writeHead(416, { ...tag, 'content-range': `bytes */${bytes.length}` }).end()
    const part = start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${said}` } : {}
    response.writeHead(start > 0 ? 206 : 200, { ...tag, ...part, 'content-type': 'video/mp4', 'content-length': said - start })
    const cut = cutAfter[count - 1]
    if (cut === undefined) response.end(bytes.subarray(start))
    else {
      const cutWhenSeen = () => (seen.bytes >= start + cut ? response.destroy() : setTimeout(cutWhenSeen, 1))
      response.write(bytes.subarray(start, start + cut), cutWhenSeen)
    }
  }
}

/** Bytes of which no two stretches are alike. */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}
