import { toJson } from './json.js'
import type { PlainAnswer } from './plain-request.js'

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): PlainAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: toJson(body) }
}

export function success(requestId: string, data: unknown): Record<string, unknown> {
  return { code: 0, message: 'SUCCEED', request_id: requestId, ...(data === undefined ? {} : { data }) }
}

export function refusal(requestId: string, status: number, code: number, message: string): PlainAnswer {
  return answer(status, { code, message, request_id: requestId })
}

/** What the service's framework answers for a path it does not know. */
export function unrouted(path: string, now: number): PlainAnswer {
  const timestamp = new Date(now).toISOString().replace('Z', '+0000')
  return answer(404, { timestamp, status: 404, error: 'Not Found', message: 'No message available', path })
}
