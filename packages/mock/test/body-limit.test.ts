import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { refusalOf } from './support/kling-shape.js'
import { rawRequest, sendRaw } from './support/send-raw.js'

const body = (size: number) => JSON.stringify({ model_name: 'kling-v3', prompt: 'x', note: 'n'.repeat(size) })

describe('a limit of 1000 bytes', () => {
  let mock: Mock
  beforeAll(async () => {
    mock = await startMock({ port: 0, mode: 'replay', bodyLimit: 1000 })
  })
  afterAll(() => mock.close())

  test('a body of exactly that size passes', async () => {
    const exact = body(1000 - body(0).length)
    expect(exact).toHaveLength(1000)
    expect((await ask(mock, '/v1/videos/text2video', { body: exact })).status).toBe(200)
  })

  test('one byte more is 413', async () => {
    const { status, json } = await ask(mock, '/v1/videos/text2video', { body: body(1001 - body(0).length) })
    expect(status).toBe(413)
    expect(json).toEqual(refusalOf(1200, 'the request body is larger than 1000 bytes'))
  })

  test('a client that sends much more still sees the answer, and can go on', async () => {
    expect((await ask(mock, '/v1/videos/text2video', { body: body(20_000_000) })).status).toBe(413)
    expect((await ask(mock, '/v1/videos/text2video', { body: body(1) })).status).toBe(200)
  })

  test('chunks are counted as they come', async () => {
    const chunked = (size: number) => `${size.toString(16)}\r\n${' '.repeat(size)}\r\n`.repeat(3) + '0\r\n\r\n'
    const head = rawRequest('POST /v1/videos/text2video', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
    expect((await sendRaw(mock, head + chunked(400)))!.status).toBe(413)
    // Three times 300 is below the limit; blanks are no JSON.
    expect((await sendRaw(mock, head + chunked(300)))!.status).toBe(400)
  })
})

test('a picture of 50 MB, which is 67 MB of Base64, passes the default limit', { timeout: 60_000 }, async () => {
  await using mock = await startMock({ port: 0, mode: 'replay' })
  const image = 'A'.repeat(67_000_000)
  const { status } = await ask(mock, '/v1/videos/image2video', { body: JSON.stringify({ model_name: 'kling-v3', image, prompt: 'it moves' }) })
  expect(status).toBe(200)
  expect(mock.requests[0]!.body!.length).toBeLessThan(100_000)
})

test('the default limit is 80 MB', async () => {
  await using mock = await startMock({ port: 0, mode: 'replay' })
  const { status } = await ask(mock, '/v1/videos/image2video', { body: new Uint8Array(80 * 1024 * 1024 + 1) })
  expect(status).toBe(413)
})
