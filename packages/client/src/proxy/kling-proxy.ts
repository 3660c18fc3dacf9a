import { limitedBody } from './limited-body.js'
import { createClientForProxy } from './proxy-client.js'
import type { ProxyOptions } from './proxy-options.js'
import { refusal } from './refusal.js'
import { routeOf } from './route-of.js'

/** Headers of a page's request that are forwarded; everything else stays here, cookies and its own credential above all. */
const forwarded = ['accept', 'content-type']
/** Headers of the answer that the page gets. */
const answered = ['content-type', 'date', 'retry-after']

/**
 * A handler for the own backend, for any server that speaks `Request` and `Response`: it puts the credential into the calls of a page, which needs none then.
 *
 * Only paths and methods of the API are forwarded; of the page's headers `content-type` and `accept`. A body must be JSON, so that no form of another site can send one, and is streamed. Who may
 * call it is for `authorize` to say.
 *
 * @throws KlingError when there is no credential or an option is wrong
 * @see https://kling.ai/document-api/get-started/authentication
 * @example
 * const proxy = klingProxy({ authorize: async (request) => (await sessionOf(request)) !== undefined })
 * export default { fetch: (request: Request) => proxy(request) }
 * // in the page: createKling({ baseUrl: '/api/kling' })
 */
export function klingProxy(options: ProxyOptions = {}): (request: Request) => Promise<Response> {
  const { mountedAt = '/api/kling', authorize, operations, maxBodyBytes = 64 * 2 ** 20 } = options
  const upstream = createClientForProxy(options)
  const base = mountedAt.replace(/\/+$/, '')

  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : ''
    const operation = routeOf(request.method, path)
    if (!operation) return refusal(404, 1202, `${request.method} ${pathname} is no operation of the API below ${base || '/'}`)
    if (operations ? !operations.includes(operation.id) : operation.standard === 'account')
      return refusal(403, 1103, `${operation.id} is not forwarded; name it in the option operations`)
    if (request.method === 'POST' && !/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
      return refusal(415, 1200, 'the body must be application/json')
    if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return tooLarge(maxBodyBytes)
    const allowed = (await authorize?.(request, operation.id)) ?? true
    if (allowed instanceof Response) return allowed
    if (!allowed) return refusal(403, 1103, 'you may not do this')

    const headers = new Headers()
    for (const name of forwarded) {
      const value = request.headers.get(name)
      if (value) headers.set(name, value)
    }
    const limit = request.body ? limitedBody(request.body, maxBodyBytes) : undefined
    try {
      const answer = await upstream(operation, `${path}${search}`, {
        method: request.method,
        headers,
        signal: request.signal,
        ...(limit ? { body: limit.body, duplex: 'half' } : {}),
      })
      return new Response(answer.body, { status: answer.status, headers: picked(answer.headers) })
    } catch (error) {
      if (limit?.exceeded()) return tooLarge(maxBodyBytes)
      if (request.signal.aborted) throw error
      return refusal(502, 5000, 'the service could not be reached')
    }
  }
}

function tooLarge(most: number): Response {
  return refusal(413, 1200, `the body has more than ${most} bytes`)
}

function picked(headers: Headers): Headers {
  const kept = new Headers({ 'cache-control': 'no-store' })
  for (const name of answered) {
    const value = headers.get(name)
    if (value) kept.set(name, value)
  }
  return kept
}
