import { signatureHeaders } from '@klingkit/simulator'

export const secret = `whsec_${btoa('testsecrettestsecrettestsecret12')}`
export const otherSecret = `whsec_${btoa('the secret that takes its place!')}`

/** The official example of a signed callback. */
export const vector = {
  secret,
  body: '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}',
  headers: {
    'webhook-id': '9876543210',
    'webhook-timestamp': '1781080794',
    'webhook-signature': 'v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=',
  },
  seconds: 1781080794,
}

/** The moment of the official example, as a clock. */
export const now = () => vector.seconds * 1000

/** A legacy task as a callback brings it. */
export function legacyTask(members: Record<string, unknown> = {}): Record<string, unknown> {
  return { task_id: '868890153925369900', task_status: 'processing', task_status_msg: '', task_info: {}, created_at: 1000, updated_at: 2000, ...members }
}

/** A call of Kling at that moment. */
export async function signedRequest(body: unknown, { id = 'msg_1', secrets = secret as string | string[], seconds = vector.seconds } = {}): Promise<Request> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = await signatureHeaders(secrets, id, seconds, text)
  return new Request('https://app.test/kling/hook', { method: 'POST', headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, body: text })
}
