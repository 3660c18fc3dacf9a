import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Simulator } from '@klingkit/simulator'

/** Where the connection of the next create breaks: after so many bytes of it have arrived, or after so many of its answer have left. */
export type Cut = { part: 'request' | 'answer'; after: number }

/** A simulator behind a server that speaks just enough HTTP to break it at any byte; every second time with a reset, else with an orderly end. */
export async function cuttingServer(simulator: Simulator) {
  let cut: Cut | undefined
  const sizes = { request: 0, answer: 0 }

  async function answerTo(request: string): Promise<Buffer> {
    const [head, body] = split(request)
    const [line, ...lines] = head.split('\r\n')
    const [method, url] = line!.split(' ')
    const headers = Object.fromEntries(
      lines.map((header) => [header.slice(0, header.indexOf(':')).toLowerCase(), header.slice(header.indexOf(':') + 1).trim()]),
    )
    const answer = await simulator.handle({ method: method!, url: url!, headers, ...(body ? { body } : {}) })
    const text = Buffer.from(answer.body)
    const first = `HTTP/1.1 ${answer.status} Any\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n`
    return Buffer.concat([Buffer.from(first), text])
  }

  function close(socket: Socket, after: number): void {
    if (after % 2) socket.resetAndDestroy()
    else socket.destroy()
  }

  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    let received = Buffer.alloc(0)
    const serve = async () => {
      const request = received.toString()
      if (!isWhole(request)) return
      sizes.request = received.length
      received = Buffer.alloc(0)
      const answer = await answerTo(request)
      sizes.answer = answer.length
      if (cut?.part !== 'answer' || !request.startsWith('POST')) return socket.write(answer)
      const { after } = cut
      cut = undefined
      if (after === 0) return close(socket, after)
      socket.write(answer.subarray(0, after), () => close(socket, after))
    }
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece])
      if (cut?.part === 'request' && received.length >= cut.after && received.toString().startsWith('POST')) {
        const { after } = cut
        cut = undefined
        return close(socket, after)
      }
      void serve()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sizes,
    breakNext: (next: Cut) => {
      cut = next
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function split(request: string): [string, string] {
  const end = request.indexOf('\r\n\r\n')
  return [request.slice(0, end), request.slice(end + 4)]
}

function isWhole(request: string): boolean {
  if (!request.includes('\r\n\r\n')) return false
  const [head, body] = split(request)
  return Buffer.byteLength(body) >= Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
}
