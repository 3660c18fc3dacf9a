import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Headers that let pages of any origin read the answers; the mock knows no cookies, so nothing is given away. */
export function corsHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  if (!headers.origin) return {}
  return {
    'access-control-allow-origin': headers.origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-expose-headers': 'content-type, kling-mock-warning, retry-after, date',
    'access-control-max-age': '600',
    vary: 'Origin, Access-Control-Request-Headers',
  }
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
}
