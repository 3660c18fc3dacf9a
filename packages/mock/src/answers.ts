import { randomUUID } from 'node:crypto'

export interface Answer {
  status: number
  headers: Record<string, string>
  /** JSON text. */
  body: string
}

export function jsonAnswer(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: text }
}

/** A refusal in Kling's envelope. */
export function refusal(status: number, code: number, message: string): Answer {
  return jsonAnswer(status, JSON.stringify({ code, message, request_id: randomUUID() }))
}

/** What the service's framework answers for a path it does not know. */
export function unrouted(path: string): Answer {
  const timestamp = new Date().toISOString().replace('Z', '+0000')
  return jsonAnswer(404, JSON.stringify({ timestamp, status: 404, error: 'Not Found', message: 'No message available', path }))
}
