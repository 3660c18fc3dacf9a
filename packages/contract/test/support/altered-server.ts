import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  /** Path and query. */
  path: string
  body: any
  authorization: string | undefined
}

export interface Answered {
  status: number
  headers: Record<string, string>
  text: string
}

/** What becomes of an answer on its way; undefined breaks the connection. */
export type Alter = (answer: Answered, asked: Asked) => Answered | undefined

export interface AlteredServer {
  url: string
  asked: Asked[]
  close(): Promise<void>
}

/** A server that answers as another one does, but for what `alter` makes of it; without another one it starts from an empty answer. */
export async function startAlteredServer(alter: Alter, upstream?: string): Promise<AlteredServer> {
  const asked: Asked[] = []
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const question: Asked = {
      method: incoming.method!,
      path: incoming.url!,
      body: text === '' ? undefined : JSON.parse(text),
      authorization: incoming.headers.authorization,
    }
    asked.push(question)
    const answer = alter(
      upstream ? await forward(upstream, question, text) : { status: 200, headers: { 'content-type': 'application/json' }, text: '{}' },
      question,
    )
    if (!answer) incoming.socket.destroy()
    else outgoing.writeHead(answer.status, answer.headers).end(answer.text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close: () => closed(server) }
}

async function forward(upstream: string, { method, path, authorization }: Asked, text: string): Promise<Answered> {
  const headers: Record<string, string> = authorization ? { authorization } : {}
  if (text !== '') headers['content-type'] = 'application/json'
  const response = await fetch(`${upstream}${path}`, { method, headers, ...(text === '' ? {} : { body: text }) })
  return { status: response.status, headers: { 'content-type': response.headers.get('content-type') ?? '' }, text: await response.text() }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
