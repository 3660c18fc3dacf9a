import { accessKey, createKling } from '@klingkit/client'
import { type ErrorCode, errors, examples } from '@klingkit/openapi'

const create = { model_name: 'kling-v3', prompt: 'A fox in the snow' } as const
const unknownTask = errors.codes.flatMap(({ messages = [] }) => messages).find(({ name }) => name === 'not-found')!.text

export interface ClientBehaviour {
  read: string
  create: string
}

/** What the client does when a read or a create is refused once and would be taken the next time; found out by watching it. */
export async function clientBehaviour({ code, http, meaning }: Pick<ErrorCode, 'code' | 'http' | 'meaning'>): Promise<ClientBehaviour> {
  return { read: inWords(await watched('read')), create: inWords(await watched('create')) }

  async function watched(kind: 'read' | 'create'): Promise<Sent[]> {
    const sent: Sent[] = []
    const fetch = async (...given: Parameters<typeof globalThis.fetch>) => {
      const { method, headers } = new Request(...given)
      sent.push({ method, token: headers.get('authorization') ?? '' })
      // The clock of the service is an hour ahead, so that a new token differs from the first.
      if (sent.length === 1) return answer(http, { code, message: meaning, request_id: '1' }, new Date(Date.now() + 3_600_000))
      if (kind === 'read') return answer(200, examples.getText2Video['200']!['succeed'])
      return method === 'POST'
        ? answer(200, examples.createText2Video['200']!['submitted'])
        : answer(400, { code: 1201, message: unknownTask, request_id: '1' })
    }
    // A token is only made anew where one is made.
    const auth = accessKey({ accessKey: 'A'.repeat(32), secretKey: 'S'.repeat(32) })
    const { text2video } = createKling({ auth, fetch, retry: { limit: 1, baseDelay: 1, maxDelay: 1 } }).v1.videos
    await (kind === 'read' ? text2video.get('1') : text2video.create(create)).catch(() => {})
    return sent
  }
}

interface Sent {
  method: string
  token: string
}

function inWords([first, second]: Sent[]): string {
  if (!first || !second) return 'throws at once'
  if (first.method === 'POST' && second.method === 'GET') return 'looks the task up by its external task id, and sends the create again only if there is none'
  return first.token === second.token ? 'waits and sends it again' : 'makes a new token and sends it again'
}

function answer(status: number, body: unknown, date = new Date()): Response {
  return new Response(JSON.stringify(body), { status, headers: { date: date.toUTCString() } })
}
