import http from 'node:http'
import https from 'node:https'
import { type Answer, refusal } from './answers.js'
import { answerBrokenConnections } from './broken-connections.js'
import type { Certificate } from './certificate.js'
import { corsHeaders, isPreflight } from './cors.js'
import type { ResolvedOptions } from './options/options.js'
import { type ReceivedBody, readBody } from './read-body.js'
import type { HandledRequest, PlainRequest } from './replay.js'
import type { RequestLog } from './request-log.js'
import { sendAnswer } from './send-answer.js'

export interface ServerParts {
  /** Answers a request to the API. */
  handle(request: PlainRequest): Promise<HandledRequest>
  /** Answers what stands below `/__kling/`. */
  serveOwn(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void>
  log: RequestLog
  certificate?: Certificate | undefined
}

/** What the mock serves beside the API. */
export const ownPath = /^\/__kling(?=[/?#]|$)/

/** Puts a handler behind an HTTP server and notes what came in. */
export function createHttpServer(options: ResolvedOptions, { handle, serveOwn, log, certificate }: ServerParts): http.Server | https.Server {
  const serve = async (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    if (ownPath.test(urlOf(incoming))) return serveOwn(incoming, outgoing)
    const cors = options.cors ? corsHeaders(incoming.headers) : {}
    if (options.cors && isPreflight(incoming)) {
      outgoing.writeHead(204, cors).end()
      return
    }
    const received = await readBody(incoming, options.bodyLimit)
    if (received.kind === 'gone') return
    const handled = await answerTo(incoming, received, options.bodyLimit, handle)
    log.note({
      method: methodOf(incoming),
      url: urlOf(incoming),
      status: handled.answer.status,
      ...(received.kind === 'body' ? { body: received.bytes } : {}),
      ...detailsOf(handled),
    })
    await sendAnswer(handled.answer, outgoing, cors)
  }
  const listener = (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => void serve(incoming, outgoing).catch(() => outgoing.destroy())
  const server = certificate
    ? https.createServer({ requireHostHeader: false, ...certificate }, listener)
    : http.createServer({ requireHostHeader: false }, listener)
  answerBrokenConnections(server)
  return server
}

async function answerTo(incoming: http.IncomingMessage, received: ReceivedBody, limit: number, handle: ServerParts['handle']): Promise<HandledRequest> {
  if (received.kind !== 'body') return { answer: refusal(413, 1200, `the request body is larger than ${limit} bytes`) }
  try {
    return await handle({
      method: methodOf(incoming),
      url: urlOf(incoming),
      headers: incoming.headers as Record<string, string | undefined>,
      body: received.bytes,
    })
  } catch (error) {
    return { answer: failure(error) }
  }
}

function failure(error: unknown): Answer {
  return refusal(500, 5000, `the mock failed: ${error instanceof Error ? error.message : String(error)}`)
}

function detailsOf({ operationId, issues, warnings }: HandledRequest): Omit<HandledRequest, 'answer'> {
  return { ...(operationId ? { operationId } : {}), ...(issues ? { issues } : {}), ...(warnings ? { warnings } : {}) }
}

const methodOf = (incoming: http.IncomingMessage) => incoming.method ?? 'GET'
const urlOf = (incoming: http.IncomingMessage) => incoming.url ?? '/'
