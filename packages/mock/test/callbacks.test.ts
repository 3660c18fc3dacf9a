import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signCallback, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { startReceiver } from './support/receiver.js'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }

test('every change of a task is posted, signed, and can be looked up', async () => {
  await using receiver = await startReceiver()
  await using mock = await startMock({ port: 0, webhookSecret: secret, timeFactor: 20 })
  const { json } = await ask(mock, '/v1/videos/text2video', { body: { ...fox, callback_url: `${receiver.url}/hook` } })
  const calls = await receiver.after(3)
  expect(calls.map(({ body }) => JSON.parse(body)).map(({ task_id, task_status }) => [task_id, task_status])).toEqual(
    ['submitted', 'processing', 'succeed'].map((status) => [json.data.task_id, status]),
  )
  for (const { headers, body } of calls) {
    const details = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']) }
    expect(headers).toMatchObject(signCallback(secret, body, details))
  }
})

test('a redirect is not followed: it would lead past the list of allowed hosts', async () => {
  await using elsewhere = await startReceiver()
  await using receiver = await startReceiver((_call, response) => response.writeHead(307, { location: elsewhere.url }).end())
  await using mock = await startMock({ port: 0, speed: 'instant' })
  await ask(mock, '/v1/videos/text2video', { body: { ...fox, callback_url: receiver.url } })
  await receiver.after(1)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(elsewhere.received).toEqual([])
  expect(mock.control.callbacks[0]!.attempts[0]).toMatchObject({ status: 307 })
})

test('other hosts than this machine are not called; the answer and the list of callbacks say so, with the way out', async () => {
  await using mock = await startMock({ port: 0, speed: 'instant' })
  const { headers } = await ask(mock, '/v1/videos/text2video', { body: { ...fox, callback_url: 'http://192.0.2.1/hook' } })
  const wayOut = expect.stringContaining('--allow-callback-host 192.0.2.1')
  expect(headers.get('kling-mock-warning')).toEqual(wayOut)
  const { json } = await ask(mock, '/__kling/callbacks')
  expect(json.callbacks[0]).toMatchObject({ outcome: 'not-allowed', attempts: [], reason: wayOut })
})

test('close() calls off what is still to come, and what is on its way', async () => {
  await using receiver = await startReceiver(() => {})
  const mock = await startMock({ port: 0 })
  await ask(mock, '/v1/videos/text2video', { body: { ...fox, callback_url: receiver.url } })
  await receiver.after(1)
  await mock.close()
  expect(receiver.received).toHaveLength(1)
})

describe('signCallback', () => {
  test('agrees with the published test vector of Standard Webhooks', () => {
    expect(signCallback(secret, '{"test": 2432232314}', { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330 })).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('signs an object as its JSON, with an id and a time of its own', () => {
    const headers = signCallback(secret, { task_id: '1' })
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.{"task_id":"1"}`
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(text).digest('base64')}`)
  })
})
