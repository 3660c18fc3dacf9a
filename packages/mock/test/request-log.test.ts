import { afterEach, beforeAll, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, mode: 'replay' })
  return () => mock.close()
})
afterEach(() => mock.control.reset())

test('what came in is noted: when, what, for which operation, with which outcome', async () => {
  const before = Date.now()
  await ask(mock, '/v1/videos/text2video?from=test', { body: { prompt: 'a fox' } })
  await ask(mock, '/nowhere')
  expect(mock.requests).toEqual([
    {
      time: expect.toSatisfy((time: number) => time >= before && time <= Date.now()),
      method: 'POST',
      url: '/v1/videos/text2video?from=test',
      operationId: 'createText2Video',
      body: '{"prompt":"a fox"}',
      status: 200,
    },
    { time: expect.any(Number), method: 'GET', url: '/nowhere', status: 404 },
  ])
})

test('no credential is ever noted', async () => {
  const secret = 'a-very-secret-key'
  for (const path of ['/v1/videos/text2video/1', '/nowhere', '/text-to-video/kling-9.0']) {
    await ask(mock, path, { headers: { authorization: `Bearer ${secret}`, cookie: secret, 'x-api-key': secret } })
  }
  await ask(mock, '/v1/videos/text2video', { body: { prompt: 'a fox' }, headers: { authorization: `Bearer ${secret}` } })
  expect(mock.requests).toHaveLength(4)
  expect(JSON.stringify(mock.requests)).not.toContain(secret)
})

test('reset() forgets, and the list stays the same one', async () => {
  const { requests } = mock
  await ask(mock, '/nowhere')
  expect(requests).toHaveLength(1)
  mock.control.reset()
  expect(requests).toEqual([])
})

test('the last thousand are kept', async () => {
  for (let index = 0; index < 1005; index++) await ask(mock, `/nowhere/${index}`)
  expect(mock.requests).toHaveLength(1000)
  expect(mock.requests[0]!.url).toBe('/nowhere/5')
})
