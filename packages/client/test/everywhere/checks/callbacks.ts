import { callbackHandler, parseCallback, verifyCallback } from '@klingkit/client/callbacks'
import { type Check, equal, ok, rejection } from '../harness.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const body = JSON.stringify({ task_id: '1', task_status: 'succeed', task_status_msg: '', created_at: 1, updated_at: 2, task_result: { videos: [] } })

/** Signs as the service does: HMAC-SHA256 over id, time and body. */
async function signed(text: string): Promise<Headers> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const raw = Uint8Array.from(atob(secret.slice(6)), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`msg_1.${timestamp}.${text}`)))
  return new Headers({
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...signature))}`,
  })
}

export const callbackChecks: Check[] = [
  {
    name: 'a signed callback is verified and read, a changed one is refused',
    async run() {
      const headers = await signed(body)
      equal((await verifyCallback({ body, headers, secret })).id, 'msg_1', 'the id of the call')
      ok(parseCallback(body), 'there is an event')
      equal((await rejection(verifyCallback({ body: body.replace('succeed', 'failed'), headers, secret }))).name, 'KlingCallbackSignatureError', 'the error')
    },
  },
  {
    name: 'the handler answers a Request',
    async run() {
      const seen: string[] = []
      const handle = callbackHandler({ secret, onEvent: (event: any) => void seen.push(event.taskId ?? event.task_id ?? event.id) })
      const ask = async (text: string) => handle(new Request('http://127.0.0.1/hook', { method: 'POST', headers: await signed(body), body: text }))
      equal([(await ask(body)).status, (await ask(`${body} `)).status], [200, 401], 'the answers')
      equal(seen.length, 1, 'the number of events')
    },
  },
]
