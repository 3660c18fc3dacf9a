import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  headers: http.IncomingHttpHeaders
  body: string
}

export interface Receiver {
  url: string
  received: Received[]
  /** Resolves when that many calls have come. */
  after(count: number): Promise<Received[]>
  [Symbol.asyncDispose](): Promise<void>
}

/** A receiver of callbacks on this machine. */
export async function startReceiver(answer: (call: Received, response: http.ServerResponse) => void = (_call, response) => response.end()): Promise<Receiver> {
  const received: Received[] = []
  const server = http.createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const call = { headers: request.headers, body }
    received.push(call)
    answer(call, response)
    server.emit('received')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async after(count) {
      while (received.length < count) await once(server, 'received')
      return received
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
