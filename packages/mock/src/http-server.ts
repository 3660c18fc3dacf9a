import http from 'node:http'
import https from 'node:https'
import { type Answer, refusal } from './answers.js'
import { answerBrokenConnections } from './broken-connections.js'
import type { Certificate } from './certificate.js'
import { corsHeaders, isPreflight } from './cors.js'
import type { ResolvedOptions } from './options/options.js'
import { readBody } from './read-body.js'
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
export function isOwn(url: string): boolean {
  return url.startsWith('/__kling') && /^\/__kling(?=[/?#]|$)/.test(url)
}

/** As load balancers do. Node's 5 s meet busy test processes that send on a connection just closed: their `fetch` then fails with ECONNRESET. */
const keepAliveTimeout = 75_000

/** Puts a handler behind an HTTP server and notes what came in. */
export function createHttpServer(options: ResolvedOptions, { handle, serveOwn, log, certificate }: ServerParts): http.Server | https.Server {
  const serve = async (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    if (isOwn(urlOf(incoming))) return serveOwn(incoming, outgoing)
    const cors = options.cors && incoming.headers.origin !== undefined ? corsHeaders(incoming.headers) : undefined
    if (cors && isPreflight(incoming)) {
      outgoing.writeHead(204, cors).end()
      return
    }
    const pending = readBody(incoming, options.bodyLimit)
    const received = pending instanceof Promise ? await pending : pending
    if (received.kind === 'gone') return
    let handled: HandledRequest
    try {
      handled = received.kind === 'body' ? await handle(plain(incoming, received.bytes)) : { answer: tooLarge(options) }
    } catch (error) {
      handled = { answer: failure(error, options.gateway) }
    }
    log.note(methodOf(incoming), urlOf(incoming), handled, received.kind === 'body' ? received.bytes : undefined)
    return sendAnswer(handled.answer, outgoing, cors)
  }
  const listener = (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => void serve(incoming, outgoing).catch(() => outgoing.destroy())
  const settings = { requireHostHeader: false, keepAliveTimeout }
  const server = certificate ? https.createServer({ ...settings, ...certificate }, listener) : http.createServer(settings, listener)
  answerBrokenConnections(server)
  return server
}

function plain(incoming: http.IncomingMessage, body: Uint8Array): PlainRequest {
  return { method: methodOf(incoming), url: urlOf(incoming), headers: incoming.headers as Record<string, string | undefined>, body }
}

function tooLarge({ bodyLimit, gateway }: ResolvedOptions): Answer {
  return refusal(413, 1200, `the request body is larger than ${bodyLimit} bytes`, gateway)
}

function failure(error: unknown, gateway: ResolvedOptions['gateway']): Answer {
  return refusal(500, 5000, `the mock failed: ${error instanceof Error ? error.message : String(error)}`, gateway)
}

const methodOf = (incoming: http.IncomingMessage) => incoming.method ?? 'GET'
const urlOf = (incoming: http.IncomingMessage) => incoming.url ?? '/'
