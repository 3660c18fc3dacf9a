import type { IncomingMessage, ServerResponse } from 'node:http'
import { TroubleError } from '@klingkit/simulator'
import { serveStudio } from '../page/serve-studio.js'
import { readBody } from '../read-body.js'
import { parseTarget } from '../request-target.js'
import { ControlError } from './control-error.js'
import type { Events } from './events.js'
import { refusedBecause } from './guard.js'
import { type ControlParts, type ControlRoute, controlRoutes } from './routes.js'

const mostBytes = 10 * 1024 * 1024

/** Answers requests below `/__kling/`, for this machine only. */
export function createControlApi(
  parts: ControlParts,
  events: Events,
  listeningHosts: readonly string[],
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const { path, query } = parseTarget(incoming.url ?? '/')
    try {
      const refused = refusedBecause(incoming, listeningHosts)
      if (refused) throw new ControlError(403, refused)
      const below = path.replace(/^\/__kling/, '')
      if (serveStudio(incoming, outgoing, below)) return
      const asked = below.replace(/(.)\/$/, '$1')
      if (asked === '/events' && incoming.method === 'GET') {
        events.stream(outgoing)
        return
      }
      const { route, params } = find(incoming.method ?? 'GET', asked)
      const answer = await route.run(parts, { params, query, body: await bodyOf(incoming) })
      await parts.settled()
      if (route.method !== 'GET' && !route.quiet) events.emit({ type: 'control', path: asked })
      send(outgoing, 200, answer)
    } catch (error) {
      if (outgoing.headersSent) outgoing.destroy()
      else send(outgoing, statusOf(error), { message: error instanceof Error ? error.message : String(error) })
    }
  }
}

/** What the simulator refuses (unknown words of trouble, a seed that cannot be) is the fault of the request as well. */
function statusOf(error: unknown): number {
  if (error instanceof ControlError) return error.status
  return error instanceof TroubleError || error instanceof TypeError || error instanceof RangeError ? 400 : 500
}

function find(method: string, path: string): { route: ControlRoute; params: Record<string, string> } {
  const asked = method === 'HEAD' ? 'GET' : method
  const here = controlRoutes.map((route) => ({ route, params: paramsOf(route.path, path) })).filter(({ params }) => params !== undefined)
  const found = here.find(({ route }) => route.method === asked)
  if (found) return { route: found.route, params: found.params! }
  if (here.length > 0 || path === '/events') throw new ControlError(405, `use ${here.map(({ route }) => route.method).join(' or ') || 'GET'}`)
  throw new ControlError(404, 'there is nothing here; GET /__kling/openapi.json tells what the control API can do')
}

function paramsOf(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    if (part === '{id}') params.id = decoded(given[index]!)
    else if (part !== given[index]) return undefined
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const received = await readBody(incoming, mostBytes)
  if (received.kind !== 'body') throw new ControlError(413, `a body of the control API has at most ${mostBytes} bytes`)
  const text = new TextDecoder().decode(received.bytes)
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ControlError(400, 'the body is no JSON')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new ControlError(400, 'the body must be a JSON object')
  return value as Record<string, unknown>
}

function send(outgoing: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  outgoing
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(text)
}
