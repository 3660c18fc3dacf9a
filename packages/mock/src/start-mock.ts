import type { AddressInfo } from 'node:net'
import { createHttpServer, type RequestLogEntry } from './http-server.js'
import { type MockOptions, resolveOptions } from './options.js'
import { Replay } from './replay.js'

export interface Mock {
  /** Where it listens, for example `http://127.0.0.1:4010`. */
  url: string
  /** What came in, oldest first; the last 1000 requests. */
  requests: readonly RequestLogEntry[]
  control: {
    /** Forgets the noted requests. */
    reset(): void
  }
  /** Stops listening and ends open connections. */
  close(): Promise<void>
}

/**
 * Starts a mock of the Kling API on this machine.
 *
 * @returns the running mock; call `close()` when done
 * @throws PortInUseError when another program listens on the port
 * @example
 * const mock = await startMock({ port: 0 })
 * const answer = await fetch(`${mock.url}/v1/videos/text2video`, { headers: { authorization: 'Bearer any' } })
 * await mock.close()
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const resolved = resolveOptions(options)
  const replay = await Replay.load(resolved.gateway)
  const requests: RequestLogEntry[] = []
  const server = createHttpServer(resolved, (request) => replay.handle(request), requests)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortInUseError(resolved.host, resolved.port) : error))
    server.listen(resolved.port, resolved.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const host = resolved.host.includes(':') ? `[${resolved.host}]` : resolved.host
  return {
    url: `http://${host}:${port}`,
    requests,
    control: { reset: () => void requests.splice(0) },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export class PortInUseError extends Error {
  override name = 'PortInUseError'
  constructor(host: string, port: number) {
    super(`port ${port} on ${host} is taken by another program; choose another one with --port, or 0 for any free one`)
  }
}
