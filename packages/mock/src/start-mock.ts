import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { Control } from '@klingkit/simulator'
import { makeCertificate } from './certificate.js'
import { Events, type MockEvent } from './control-api/events.js'
import type { CredentialKind } from './control-api/routes.js'
import { createControlApi } from './control-api/serve-control.js'
import { createEngine } from './engine.js'
import { createHttpServer } from './http-server.js'
import { callable, listen } from './listen.js'
import { mediaAddress, mediaPath } from './media/index.js'
import { type MockOptions, type ResolvedOptions, resolveOptions } from './options/options.js'
import { RequestLog, type RequestLogEntry } from './request-log.js'
import { serveMedia } from './serve-media.js'

export interface Mock {
  /** Where it listens, for example `http://127.0.0.1:4010`. */
  url: string
  /** What came in, oldest first; the last 1000 requests. Headers, and with them credentials, are not kept. */
  requests: readonly RequestLogEntry[]
  /** Steps in from outside: time, tasks, trouble, account. `reset()` forgets everything, the noted requests as well. */
  control: Control
  /** What the user should know of the start, for example that a torn line of the state file was dropped. */
  notes: readonly string[]
  /** Hears of every request, callback and task from now on; returns a function that ends it. */
  listen(listener: (event: MockEvent) => void): () => void
  /** Stops listening, ends open connections and calls off callbacks. */
  close(): Promise<void>
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

/**
 * Starts a mock of the Kling API on this machine.
 *
 * @returns the running mock; call `close()` when done
 * @throws PortInUseError when another program listens on the port, ListenError when it cannot be listened on, TypeError for a value that an option cannot have, OptionError for a file that cannot be
 * used
 * @example
 * const mock = await startMock({ port: 0, speed: 'instant' })
 * const created = await fetch(`${mock.url}/v1/videos/text2video`, {
 *   method: 'POST',
 *   headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
 *   body: JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox in the snow' }),
 * })
 * const { data } = await created.json()
 * const task = await fetch(`${mock.url}/v1/videos/text2video/${data.task_id}`, { headers: { authorization: 'Bearer any' } })
 * await mock.close()
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const resolved = resolveOptions(options)
  let url = ''
  const engine = await createEngine(resolved, resolved.media === 'local' ? mediaAddress(() => callable(url, resolved.allowHosts?.[0])) : undefined)
  const { control } = engine.simulator
  const events = new Events()
  const log = new RequestLog((request) => events.emit({ type: 'request', request }))
  // Requests are noted here, with those the simulator never sees.
  control.listen((event) => event.type !== 'request' && events.emit({ ...event }))
  alsoOnReset(control, () => log.clear())
  alsoOnMove(control.clock, () => events.emit({ type: 'control', path: '/clock' }))

  const { mode, engine: judge, gateway } = resolved
  const hosts = [resolved.host, ...(resolved.allowHosts ?? [])]
  const controlApi = createControlApi(
    { control, log, settled: engine.settled, about: { version, mode, engine: judge, gateway, credentials: credentialsOf(resolved) } },
    events,
    hosts,
  )
  const serveOwn = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    incoming.url!.startsWith(mediaPath) ? serveMedia(incoming, outgoing) : controlApi(incoming, outgoing)
  const certificate = resolved.tls ? await makeCertificate(hosts) : undefined
  const server = createHttpServer(resolved, { handle: engine.handle, serveOwn, log, certificate })

  const close = () =>
    new Promise<void>((resolve) => {
      engine.close()
      events.close()
      server.close(() => resolve())
      server.closeAllConnections()
    })
  try {
    url = await listen(server, resolved.host, resolved.port, resolved.tls ? 'https' : 'http')
  } catch (error) {
    engine.close()
    throw error
  }
  return { url, requests: log.entries, control, notes: engine.notes, listen: (listener) => events.listen(listener), close, [Symbol.asyncDispose]: close }
}

/** Only that there are some is told, never which. A replay takes any, and a proxy leaves the judgement to its upstream. */
function credentialsOf({ mode, apiKeys = [], accessKey }: ResolvedOptions): CredentialKind[] {
  if (mode !== 'simulate') return []
  return [...(apiKeys.length > 0 ? ['api-key' as const] : []), ...(accessKey === undefined ? [] : ['access-key' as const])]
}

/** The simulator forgets what it knows; what the mock has noted goes with it, at once. */
/** The clock is moved by requests and by programs that hold the mock. */
function alsoOnMove(clock: Control['clock'], tell: () => void): void {
  const { onMove } = clock
  clock.onMove = (state) => {
    onMove?.(state)
    tell()
  }
}

function alsoOnReset(control: Control, forget: () => void): void {
  const reset = control.reset.bind(control)
  control.reset = () => {
    forget()
    return reset()
  }
}
