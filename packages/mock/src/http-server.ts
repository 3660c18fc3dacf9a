import http from 'node:http'
import { type Answer, refusal } from './answers.js'
import { answerBrokenConnections } from './broken-connections.js'
import { corsHeaders, isPreflight } from './cors.js'
import type { ResolvedOptions } from './options.js'
import { readBody } from './read-body.js'
import type { HandledRequest, PlainRequest } from './replay.js'
import type { RequestLog } from './request-log.js'

export type Handle = (request: PlainRequest) => Promise<HandledRequest>

/** Puts a handler behind an HTTP server and notes what came in. */
export function createHttpServer(options: ResolvedOptions, handle: Handle, log: RequestLog): http.Server {
  const serve = async (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    const cors = options.cors ? corsHeaders(incoming.headers) : {}
    if (options.cors && isPreflight(incoming)) {
      outgoing.writeHead(204, cors).end()
      return
    }
    const { answer, operationId, body } = await answerTo(incoming, options.bodyLimit, handle)
    // The client may have gone before it had sent everything.
    if (!incoming.complete) return
    log.note({ method: methodOf(incoming), url: urlOf(incoming), status: answer.status, body, ...(operationId ? { operationId } : {}) })
    send(answer, outgoing, cors)
  }
  const server = http.createServer({ requireHostHeader: false }, (incoming, outgoing) => void serve(incoming, outgoing).catch(() => outgoing.destroy()))
  answerBrokenConnections(server)
  return server
}

async function answerTo(incoming: http.IncomingMessage, limit: number, handle: Handle): Promise<HandledRequest & { body?: Uint8Array | undefined }> {
  try {
    const body = await readBody(incoming, limit)
    if (body === undefined) return { answer: refusal(413, 1200, `the request body is larger than ${limit} bytes`) }
    const headers = incoming.headers as Record<string, string | undefined>
    return { body, ...(await handle({ method: methodOf(incoming), url: urlOf(incoming), headers, body })) }
  } catch (error) {
    return { answer: refusal(500, 5000, `the mock failed: ${error instanceof Error ? error.message : String(error)}`) }
  }
}

function send({ status, headers, body }: Answer, outgoing: http.ServerResponse, cors: Record<string, string>): void {
  // To HEAD Node sends the headers only.
  outgoing.writeHead(status, { ...cors, ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

const methodOf = (incoming: http.IncomingMessage) => incoming.method ?? 'GET'
const urlOf = (incoming: http.IncomingMessage) => incoming.url ?? '/'
