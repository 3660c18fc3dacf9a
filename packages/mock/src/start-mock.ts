import { createHttpServer } from './http-server.js'
import { listen } from './listen.js'
import { type MockOptions, resolveOptions } from './options.js'
import { Replay } from './replay.js'
import { RequestLog, type RequestLogEntry } from './request-log.js'

export interface Mock {
  /** Where it listens, for example `http://127.0.0.1:4010`. */
  url: string
  /** What came in, oldest first; the last 1000 requests. Headers, and with them credentials, are not kept. */
  requests: readonly RequestLogEntry[]
  control: {
    /** Forgets the noted requests. */
    reset(): void
  }
  /** Stops listening and ends open connections. */
  close(): Promise<void>
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts a mock of the Kling API on this machine.
 *
 * @returns the running mock; call `close()` when done
 * @throws PortInUseError when another program listens on the port, ListenError when it cannot be listened on, TypeError for a value that an option cannot have
 * @example
 * const mock = await startMock({ port: 0 })
 * const answer = await fetch(`${mock.url}/v1/videos/text2video`, { headers: { authorization: 'Bearer any' } })
 * await mock.close()
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const resolved = resolveOptions(options)
  const replay = await Replay.load(resolved.gateway)
  const log = new RequestLog()
  const server = createHttpServer(resolved, (request) => replay.handle(request), log)
  const url = await listen(server, resolved.host, resolved.port)
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, requests: log.entries, control: { reset: () => log.clear() }, close, [Symbol.asyncDispose]: close }
}
