import net from 'node:net'

export interface RawReply {
  status: number
  head: string
  body: string
}

/** Writes bytes to the mock as they are, for requests that no client would send, and reads until it ends the connection. Undefined when it ended without a word. */
export async function sendRaw(mock: { url: string }, request: string | Uint8Array): Promise<RawReply | undefined> {
  const { hostname, port } = new URL(mock.url)
  const text = await new Promise<string>((resolve) => {
    const chunks: Buffer[] = []
    const socket = net.connect(Number(port), hostname, () => socket.end(request))
    socket.on('data', (chunk) => chunks.push(chunk))
    // The mock may end the connection while we are still sending; what it said before counts.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })
  if (text === '') return undefined
  const [head = '', ...body] = text.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), head, body: body.join('\r\n\r\n') }
}

/** A request as text, with what every request needs. */
export function rawRequest(line: string, headers: Record<string, string> = {}, body = ''): string {
  const all = {
    host: 'mock',
    authorization: 'Bearer any',
    connection: 'close',
    ...(body ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...headers,
  }
  const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${line} HTTP/1.1\r\n${fields.join('')}\r\n${body}`
}
