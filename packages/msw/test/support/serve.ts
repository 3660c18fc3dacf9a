import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Site {
  url: string
  /** Paths that were asked for, with the method. */
  requests: string[]
  close(): Promise<void>
}

/** Serves texts on this machine; what is none of them is a 404. */
export async function serve(files: Map<string, string>): Promise<Site> {
  const requests: string[] = []
  const server = http.createServer((request, response) => {
    const pathname = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    requests.push(`${request.method} ${pathname}`)
    const name = pathname === '/' ? 'index.html' : pathname.slice(1)
    const text = files.get(name)
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/html' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
