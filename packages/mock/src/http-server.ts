import http from 'node:http'
import { type Answer, refusal } from './answers.js'
import { corsHeaders, isPreflight } from './cors.js'
import type { ResolvedOptions } from './options.js'
import type { HandledRequest, PlainRequest } from './replay.js'

export interface RequestLogEntry {
  time: number
  method: string
  url: string
  operationId?: string
  /** The body as it came in, shortened; credentials are never kept. */
  body?: string
  status: number
}

const kept = 1000
const bodyKept = 100_000

/** Puts a handler behind an HTTP server and notes what came in. */
export function createHttpServer(options: ResolvedOptions, handle: (request: PlainRequest) => Promise<HandledRequest>, log: RequestLogEntry[]): http.Server {
  return http.createServer(async (incoming, outgoing) => {
    const cors = options.cors ? corsHeaders(incoming.headers) : {}
    const send = ({ status, headers, body }: Answer) => {
      if (outgoing.destroyed) return
      outgoing.writeHead(status, { ...cors, ...headers, 'content-length': Buffer.byteLength(body) })
      outgoing.end(incoming.method === 'HEAD' ? undefined : body)
    }
    if (options.cors && isPreflight(incoming)) return send({ status: 204, headers: {}, body: '' })
    const method = incoming.method ?? 'GET'
    const url = incoming.url ?? '/'
    const note = (entry: Omit<RequestLogEntry, 'time' | 'method' | 'url'>) => {
      log.push({ time: Date.now(), method, url, ...entry })
      if (log.length > kept) log.shift()
    }
    try {
      const body = await readBody(incoming, options.bodyLimit)
      if (body === undefined) {
        const answer = refusal(413, 1200, `the request body is larger than ${options.bodyLimit} bytes`)
        note({ status: answer.status })
        // The rest of the body is not read, so the connection cannot be used again.
        outgoing.shouldKeepAlive = false
        return send(answer)
      }
      const headers = incoming.headers as Record<string, string | undefined>
      const { answer, operationId } = await handle({ method, url, headers, body })
      note({ status: answer.status, ...(operationId ? { operationId } : {}), ...(body ? { body: body.slice(0, bodyKept) } : {}) })
      send(answer)
    } catch (error) {
      if (outgoing.headersSent || incoming.destroyed) return
      note({ status: 500 })
      send(refusal(500, 5000, `the mock failed: ${error instanceof Error ? error.message : String(error)}`))
    }
  })
}

async function readBody(incoming: http.IncomingMessage, limit: number): Promise<string | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return undefined
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
