import { type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { refusal } from './answers.js'

const answers: Record<string, () => ReturnType<typeof refusal>> = {
  HPE_HEADER_OVERFLOW: () => refusal(431, 1200, 'the request headers are too large'),
  ERR_HTTP_REQUEST_TIMEOUT: () => refusal(408, 1200, 'the request did not arrive in time'),
}

/** What Node itself refuses, before there is a request, is answered in Kling's shape as well. */
export function answerBrokenConnections(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else finish(socket, answers[error.code ?? '']?.() ?? refusal(400, 1200, 'the request is not valid HTTP'))
  })
  // An expectation we do not know is no reason to refuse.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
}

function finish(socket: Duplex, { status, headers, body }: ReturnType<typeof refusal>): void {
  const fields = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`, () => socket.destroy())
}
