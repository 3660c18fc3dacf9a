import { createKling, type Fetch } from '@klingkit/client'
import { type Check, equal, ok, rejection } from '../harness.ts'

const body = { model_name: 'kling-v3', prompt: 'A fox in the snow' }
const retry = { baseDelay: 5, maxDelay: 20 }

/** The network, with something done to its first exchanges of a method. */
function disturbed(method: string, disturb: (exchange: () => Promise<Response>, turn: number) => Promise<Response>): { fetch: Fetch; sent: () => number } {
  let sent = 0
  const fetch: Fetch = (url, init) => (init.method === method ? disturb(() => globalThis.fetch(url, init), ++sent) : globalThis.fetch(url, init))
  return { fetch, sent: () => sent }
}

const refused = (status: number, code: number) => new Response(JSON.stringify({ code, message: 'not now', request_id: 'r' }), { status })

/** Money and patience: nothing twice, and nothing for ever. */
export const safetyChecks: Check[] = [
  {
    name: 'a create whose answer is lost is found again, not made again',
    async run({ baseUrl, apiKey }) {
      const { fetch } = disturbed('POST', async (exchange, turn) => {
        const answer = await exchange()
        if (turn > 1) return answer
        await answer.text()
        throw new TypeError('the connection is gone')
      })
      const external_task_id = `everywhere-${crypto.randomUUID()}`
      const task = await createKling({ baseUrl, apiKey, fetch, retry }).v1.videos.text2video.create({ ...body, external_task_id })
      const same = await createKling({ baseUrl, apiKey }).v1.videos.text2video.get(external_task_id)
      equal(task.task_id, same.task_id, 'the id')
    },
  },
  {
    name: 'a refusal for lack of a slot is waited out',
    async run({ baseUrl, apiKey }) {
      const { fetch, sent } = disturbed('POST', async (exchange, turn) => (turn < 3 ? refused(429, 1303) : exchange()))
      const task = await createKling({ baseUrl, apiKey, fetch, retry }).v1.videos.text2video.create(body)
      ok(task.task_id, 'there is a task')
      equal(sent(), 3, 'the number of requests')
    },
  },
  {
    name: 'a read goes on after a broken connection and an error of the server',
    async run({ baseUrl, apiKey }) {
      const { task_id } = await createKling({ baseUrl, apiKey }).v1.videos.text2video.create(body)
      const { fetch, sent } = disturbed('GET', async (exchange, turn) => {
        if (turn === 1) throw new TypeError('the connection is gone')
        return turn === 2 ? refused(503, 5001) : exchange()
      })
      equal((await createKling({ baseUrl, apiKey, fetch, retry }).v1.videos.text2video.get(task_id)).task_id, task_id, 'the id')
      equal(sent(), 3, 'the number of requests')
    },
  },
  {
    name: 'an abort ends the pause between two reads at once',
    async run({ baseUrl, apiKey }) {
      const kling = createKling({ baseUrl, apiKey })
      const task = await kling.v1.videos.text2video.create(body)
      const reason = new Error('enough')
      // Before the first read, and after it: a wait by id reads at once.
      for (const first of [(options: object) => kling.wait(task, options), (options: object) => kling.v1.videos.text2video.wait(task.task_id, options)]) {
        const controller = new AbortController()
        const waiting = first({ signal: controller.signal, interval: 600_000 })
        setTimeout(() => controller.abort(reason), 100)
        equal((await rejection(waiting)).message, 'enough', 'the reason')
      }
    },
  },
  {
    name: 'an attempt that takes too long is ended',
    async run({ baseUrl, apiKey }) {
      const never: Fetch = () => new Promise(() => {})
      const error = await rejection(createKling({ baseUrl, apiKey, fetch: never, timeout: 50, retry: false }).v1.videos.text2video.get('1'))
      equal(error.code, 'KLING_TIMEOUT', 'the code')
    },
  },
]
