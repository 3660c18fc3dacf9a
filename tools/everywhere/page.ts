import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { klingProxy } from '../../packages/client/dist/proxy.js'
import type { Place, Report } from './runtimes/runtime.ts'

export interface ReportingPage {
  url: string
  /** What the page tells when the suite is through. */
  report: Promise<Report>
  close(): Promise<void>
}

const proxy = '/api/kling'

/** A page with the suite in it, and on its own origin the proxy that adds the credential. */
export async function servePage(suite: string, place: Place): Promise<ReportingPage> {
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
    import { suite } from '/suite.mjs'
    const report = await suite(${JSON.stringify({ ...place, proxy })})
    await fetch('/report', { method: 'POST', body: JSON.stringify(report) })
  </script>`
  const forward = klingProxy({ apiKey: place.apiKey, baseUrl: place.baseUrl, mountedAt: proxy })
  let reported!: (report: Report) => void
  const report = new Promise<Report>((resolve) => {
    reported = resolve
  })
  const server = http.createServer(async (request, response) => {
    const { method, url = '/' } = request
    const body = method === 'POST' ? await text(request) : undefined
    if (url === '/') response.setHeader('content-type', 'text/html').end(page)
    else if (url === '/suite.mjs') response.setHeader('content-type', 'text/javascript').end(suite)
    else if (url === '/report') {
      response.end()
      reported(JSON.parse(body!))
    } else {
      const { 'content-type': type = 'application/json' } = request.headers
      const answer = await forward(
        new Request(new URL(url, 'http://127.0.0.1'), { method: method!, headers: { 'content-type': type }, ...(body === undefined ? {} : { body }) }),
      )
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    report,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
