import { randomUUID } from 'node:crypto'
import { type GatewayName, gateways } from '@klingkit/openapi/runtime'
import { errorBodyOf, type Mischief } from '@klingkit/simulator'

export interface Answer {
  status: number
  headers: Record<string, string>
  /** JSON text, or the bytes of a file. */
  body: string | Uint8Array
  /** What is to be done to the connection instead of, or while, sending. */
  mischief?: Mischief
}

export function jsonAnswer(status: number, text: string, headers: Record<string, string> = {}): Answer & { body: string } {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: text }
}

/** A refusal in Kling's envelope, in the shape that a gateway passes it on. */
export function refusal(status: number, code: number, message: string, gateway: GatewayName = 'official'): Answer & { body: string } {
  const profile = gateway === 'official' ? undefined : gateways[gateway]
  return jsonAnswer(status, JSON.stringify(errorBodyOf(profile, { code, message, request_id: randomUUID() })))
}

/** What the service's framework answers for a path it does not know. */
export function unrouted(path: string): Answer {
  const timestamp = new Date().toISOString().replace('Z', '+0000')
  return jsonAnswer(404, JSON.stringify({ timestamp, status: 404, error: 'Not Found', message: 'No message available', path }))
}
