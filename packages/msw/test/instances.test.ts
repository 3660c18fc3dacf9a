import { expect, onTestFinished, test, vi } from 'vitest'
import { klingHandlers } from '../src/index.js'
import { call, fox, official } from './support/call.js'
import { withHandlers } from './support/with-handlers.js'

test('two instances share nothing', async () => {
  const one = klingHandlers({ baseUrl: 'https://one.example.com' })
  const two = klingHandlers({ baseUrl: 'https://two.example.com' })
  withHandlers(...one, ...two)
  const created = await call('POST', 'https://one.example.com/v1/videos/text2video', fox)
  const path = `/v1/videos/text2video/${created.body.data.task_id}`
  expect((await call('GET', `https://one.example.com${path}`)).status).toBe(200)
  expect((await call('GET', `https://two.example.com${path}`)).status).toBe(400)
  expect([await one.control.taskCount(), await two.control.taskCount()]).toEqual([1, 0])
  await two.control.reset()
  expect(await one.control.taskCount()).toBe(1)
})

test('options of the simulator are passed on', async () => {
  const kling = klingHandlers({ units: 0, credentials: { apiKeys: ['secret'] } })
  withHandlers(...kling)
  expect((await call('POST', `${official}/v1/videos/text2video`, fox)).status).toBe(401)
  expect((await call('POST', `${official}/v1/videos/text2video`, fox, { authorization: 'Bearer secret' })).body.code).toBe(1102)
})

test('bodies can be left unchecked, or checked by somebody else', async () => {
  const tooLong = { ...fox, prompt: 'x'.repeat(4000) }
  const server = withHandlers(...klingHandlers({ validate: false }))
  expect((await call('POST', `${official}/v1/videos/text2video`, tooLong)).status).toBe(200)
  const issue = { path: 'prompt', rule: 'house', message: 'no foxes here' }
  server.use(...klingHandlers({ validate: () => ({ ok: false, issues: [issue], warnings: [] }) }))
  expect((await call('POST', `${official}/v1/videos/text2video`, fox)).body.message).toBe('no foxes here')
})

test('callbacks go where the test sends them', async () => {
  const received: { url: string; status: string }[] = []
  const kling = klingHandlers({
    speed: 'instant',
    sendCallback: async ({ url, body }) => {
      received.push({ url, status: JSON.parse(body).task_status })
      return { status: 200 }
    },
  })
  withHandlers(...kling)
  await call('POST', `${official}/v1/videos/text2video`, { ...fox, callback_url: 'http://127.0.0.1:1/hook' })
  await expect.poll(() => received.at(-1)).toEqual({ url: 'http://127.0.0.1:1/hook', status: 'succeed' })
})

test('fake timers of the test runner move tasks', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  withHandlers(...klingHandlers())
  const created = await call('POST', `${official}/v1/videos/text2video`, fox)
  const status = async () => (await call('GET', `${official}/v1/videos/text2video/${created.body.data.task_id}`)).body.data.task_status
  const seen = [await status()]
  for (const wait of [1000, 1000]) {
    vi.setSystemTime(Date.now() + wait)
    seen.push(await status())
  }
  expect(seen).toEqual(['submitted', 'processing', 'succeed'])
})
