import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CallbackRequest, CallbackSender } from '../../src/index.js'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A receiver of callbacks on this machine, as an application has one. It answers 200 unless told otherwise; `silent` never answers. */
export async function startReceiver(answer: (count: number) => number | 'silent' = () => 200) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => (body += piece))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const status = answer(received.length)
      if (status !== 'silent') response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thanks')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => void server.close(() => resolve()))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, [Symbol.asyncDispose]: close }
}

/** A sender that only remembers; it answers 200 unless told otherwise. */
export function rememberingSender(answer: (count: number, request: CallbackRequest) => number | Promise<number> = () => 200): {
  send: CallbackSender
  sent: CallbackRequest[]
} {
  const sent: CallbackRequest[] = []
  return { sent, send: async (request) => ({ status: await answer(sent.push(request), request) }) }
}

/** Lets everything happen that waits for nothing but its turn: signatures take several. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0))
}
