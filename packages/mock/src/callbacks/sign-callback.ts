import { createHmac, randomUUID } from 'node:crypto'

export interface SignatureDetails {
  /** Id of the delivery. Default: a new one. */
  id?: string
  /** Seconds since 1970. Default: now. */
  timestamp?: number
}

/**
 * The headers Kling sends with a callback (Standard Webhooks), so that a receiver can be tested without a server.
 *
 * @param secret `whsec_` and Base64, as shown in Kling's console
 * @param body the text of the body exactly as it is sent; anything else is turned into JSON
 * @example
 * const body = JSON.stringify({ task_id: '1', task_status: 'succeed' })
 * const answer = await receive(new Request('https://app.test/hook', { method: 'POST', body, headers: signCallback(secret, body) }))
 */
export function signCallback(
  secret: string,
  body: string | object,
  { id = randomUUID(), timestamp = Math.floor(Date.now() / 1000) }: SignatureDetails = {},
): Record<string, string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')
  return { 'content-type': 'application/json; charset=utf-8', 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` }
}
