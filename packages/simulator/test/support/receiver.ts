import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CallbackRequest, CallbackSender } from '../../src/index.js'
import type { ReceiverBehaviour, TestReceiver } from '../../src/testing/index.js'

/** A receiver of callbacks on this machine, as an application has one. */
export async function startReceiver(behaviour: ReceiverBehaviour = { status: 200 }) {
  const received: TestReceiver['received'] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece) => pieces.push(piece))
    request.on('end', () => {
      received.push({ method: request.method!, headers: request.headers, body: Buffer.concat(pieces).toString() })
      if (behaviour === 'silent') return
      if ('redirectTo' in behaviour) response.writeHead(307, { location: behaviour.redirectTo }).end()
      else response.writeHead(behaviour.status).end(behaviour.status === 204 ? undefined : 'thanks')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => void server.close(() => resolve()))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, close, [Symbol.asyncDispose]: close }
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
