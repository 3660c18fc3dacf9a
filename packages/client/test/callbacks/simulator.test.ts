import { ControlledClock, createSimulator, seededRandom } from '@klingkit/simulator'
import { checkRequest } from '@klingkit/zod'
import { describe, expect, test } from 'vitest'
import { type CallbackEvent, createCallbackFeed } from '../../src/callbacks.ts'
import { otherSecret, secret } from './support/signed.ts'

const minute = 60_000
const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
const callback_url = 'http://127.0.0.1:9999/hook'

const noon = Date.parse('2026-10-15T12:00:00Z')

/** A simulator whose callbacks go straight into a handler, at a time that only moves when told; for the handler it is noon all the while. */
function createWorld({ webhookSecret = secret as string | string[], accepts = secret } = {}) {
  const clock = new ControlledClock(() => noon)
  const feed = createCallbackFeed()
  const events: (CallbackEvent & { outOfOrder: boolean })[] = []
  const statuses: number[] = []
  const handle = feed.handler({ secret: accepts, now: () => noon, onEvent: (event, { outOfOrder }) => void events.push({ ...event, outOfOrder }) })
  const simulator = createSimulator({
    validate: checkRequest,
    random: seededRandom(1),
    clock,
    timers: clock,
    webhookSecret,
    callbackRetryAfter: [],
    sendCallback: async ({ url, headers, body }) => {
      const { status } = await handle(new Request(url, { method: 'POST', headers, body }))
      statuses.push(status)
      return { status }
    },
  })
  const create = async (path: string, body: object, trouble = '') => {
    const response = await simulator.fetch(`https://api-singapore.klingai.com${path}`, {
      method: 'POST',
      headers: trouble ? { ...headers, 'kling-mock-trouble': `callback=${trouble}` } : headers,
      body: JSON.stringify(body),
    })
    const { data, message } = await response.json()
    expect(message).toBe('SUCCEED')
    return (data.task_id ?? data.id) as string
  }
  /** Lets the time pass and what it sets off come in. */
  const pass = async (time: number, calls: number) => {
    clock.advance(time)
    await expect.poll(() => statuses.length, { interval: 1 }).toBe(calls)
  }
  return { clock, feed, events, statuses, create, pass, simulator }
}

const legacy = ['/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'a fox', callback_url, external_task_id: 'order-42' }] as const

describe('callbacks of the simulator', () => {
  test('of both standards arrive as typed events', async () => {
    const { create, pass, events, statuses } = createWorld()
    const old = await create(...legacy)
    const young = await create('/text-to-video/kling-3.0', { prompt: 'a fox', options: { callback_url, external_task_id: 'order-43' } })
    await pass(minute, 6)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200])
    const of = (id: string) => events.filter((event) => event.id === id)
    expect(of(old).map(({ status }) => status)).toEqual(['submitted', 'processing', 'succeed'])
    expect(of(young).map(({ status }) => status)).toEqual(['submitted', 'processing', 'succeeded'])
    const [oldEnd, youngEnd] = [of(old).at(-1)!, of(young).at(-1)!]
    expect(oldEnd).toMatchObject({ standard: 'legacy', external_task_id: 'order-42', outcome: 'succeeded', terminal: true })
    expect(youngEnd).toMatchObject({ standard: 'new', external_task_id: 'order-43', outcome: 'succeeded', terminal: true })
    expect(oldEnd.standard === 'legacy' && oldEnd.task.task_result?.videos?.[0]?.url).toMatch(/^https:/)
    expect(youngEnd.standard === 'new' && youngEnd.task.outputs?.[0]).toMatchObject({ type: 'video' })
    expect(events.some(({ outOfOrder }) => outOfOrder)).toBe(false)
  })

  test('signed with both secrets are taken by a receiver that knows the old or the new one', async () => {
    for (const accepts of [secret, otherSecret]) {
      const { create, pass, statuses } = createWorld({ webhookSecret: [secret, otherSecret], accepts })
      await create(...legacy)
      await pass(minute, 3)
      expect(statuses).toEqual([200, 200, 200])
    }
  })

  test('signed with another secret are refused', async () => {
    const { create, pass, statuses, events } = createWorld({ accepts: otherSecret })
    await create(...legacy)
    await pass(minute, 3)
    expect([statuses, events]).toEqual([[401, 401, 401], []])
  })

  test('that come doubled are handled once', async () => {
    const { create, pass, events } = createWorld()
    await create(...legacy, 'doubled')
    await pass(minute, 6)
    expect(events.map(({ status }) => status)).toEqual(['submitted', 'processing', 'succeed'])
  })

  test('that come out of order are flagged, and the feed keeps to the end', async () => {
    const { create, pass, events, feed } = createWorld()
    const id = await create(...legacy, 'out-of-order')
    const heard: string[] = []
    feed.subscribe(id, ({ status }) => heard.push(status))
    await pass(minute, 3)
    expect(events.map(({ status, outOfOrder }) => [status, outOfOrder])).toEqual([
      ['succeed', false],
      ['processing', true],
      ['submitted', true],
    ])
    expect(heard).toEqual(['succeed'])
  })

  test('that come late still come', async () => {
    const { create, pass, events } = createWorld()
    await create(...legacy, 'late:20m')
    await pass(minute, 0)
    await pass(20 * minute, 3)
    expect(events.at(-1)).toMatchObject({ outcome: 'succeeded', outOfOrder: false })
  })

  test('that are lost never come: those who wait must look themselves in the end', async () => {
    const { create, pass, feed, simulator } = createWorld()
    const id = await create(...legacy, 'lost')
    const heard: string[] = []
    feed.subscribe(id, ({ status }) => heard.push(status))
    await pass(minute, 0)
    expect(simulator.control.callbacks.map(({ outcome }) => outcome)).toEqual(['lost', 'lost', 'lost'])
    expect(heard).toEqual([])
  })
})
