import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Another program listens on the port. */
export class PortInUseError extends Error {
  override name = 'PortInUseError'
  constructor(host: string, port: number) {
    super(`port ${port} on ${host} is taken by another program; choose another one with --port, or 0 for any free one`)
  }
}

/** The port or the address cannot be listened on. */
export class ListenError extends Error {
  override name = 'ListenError'
}

/** Starts listening and tells the address, for example `http://127.0.0.1:4010`. */
export async function listen(server: Server, host: string, port: number, scheme: 'http' | 'https' = 'http'): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${actual}`
}

/** An address that leads to the mock: `0.0.0.0` and `::` mean all addresses of this machine, and some programs call neither. */
export function callable(url: string, name: string | undefined): string {
  return url.replace(
    /^(https?:\/\/)(0\.0\.0\.0|\[::\])(?=[:/])/,
    (_, scheme: string, all: string) => `${scheme}${name ?? (all === '[::]' ? '[::1]' : '127.0.0.1')}`,
  )
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new PortInUseError(host, port)
  if (error.code === 'EACCES') return new ListenError(`port ${port} needs more rights than this process has; choose one above 1023`, { cause: error })
  return new ListenError(`cannot listen on ${host}: ${error.message}`, { cause: error })
}
