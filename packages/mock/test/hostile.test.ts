import net from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { isKlingShape, refusalOf, unroutedAt } from './support/kling-shape.js'
import { rawRequest, sendRaw } from './support/send-raw.js'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, mode: 'replay' })
})
afterAll(() => mock.close())

const create = (body: unknown) => ask(mock, '/v1/videos/text2video', { body })

describe('bodies', () => {
  test.each(['null', '[]', '0', 'true', '"text"', '[{"prompt":"x"}]', '{}'])('%s is refused', async (body) => {
    const { status, json } = await create(body)
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201))
  })

  test.each(['{"__proto__":{"prompt":1},"prompt":"x"}', '{"constructor":{},"toString":1,"prompt":"x"}', '{"prompt":"x","prompt":"y"}'])(
    '%s means what it says',
    async (body) => {
      expect((await create(body)).status).toBe(200)
      expect(Object.prototype).not.toHaveProperty('prompt')
    },
  )

  test.each(['{"__proto__":{"prompt":"x"}}', '{"hasOwnProperty":"prompt"}'])('%s does not count as a prompt', async (body) => {
    expect((await create(body)).status).toBe(400)
  })

  test.each([1_000, 100_000])('an unknown field %i levels deep does no harm', async (depth) => {
    const { status, text } = await create(`{"prompt":"x","note":${'['.repeat(depth)}${']'.repeat(depth)}}`)
    expect(isKlingShape(status, text)).toBe(true)
    expect((await create({ prompt: 'x' })).status).toBe(200)
  })

  test('a known field that is a deep list is refused', async () => {
    expect((await create(`{"prompt":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).json).toEqual(refusalOf(1201))
  })

  const halfABody = rawRequest('POST /v1/videos/text2video', { 'content-type': 'application/json', 'content-length': '1000' })

  test('half a body is refused when nothing more can come', async () => {
    const reply = await sendRaw(mock, halfABody)
    expect(reply!.status).toBe(400)
    expect(JSON.parse(reply!.body)).toEqual(refusalOf(1200))
  })

  test('a client that sends half a body and waits keeps nobody else waiting, and close() ends it', async () => {
    const other = await startMock({ port: 0, mode: 'replay' })
    const waiting = net.connect(Number(new URL(other.url).port), '127.0.0.1', () => waiting.write(halfABody))
    const ended = new Promise((resolve) => waiting.once('close', resolve))
    expect((await ask(other, '/v1/videos/text2video/1')).status).toBe(200)
    await other.close()
    await ended
  })

  test('a body that comes with a GET is refused', async () => {
    const reply = await sendRaw(mock, rawRequest('GET /v1/videos/text2video/1', { 'content-type': 'application/json' }, '{}'))
    expect(reply!.status).toBe(400)
    expect(JSON.parse(reply!.body)).toEqual(refusalOf(1201))
  })

  test('a body in chunks is as good as any', async () => {
    const text = '{"prompt":"a fox"}'
    const chunks = [...text].map((letter) => `1\r\n${letter}\r\n`).join('')
    const reply = await sendRaw(
      mock,
      `${rawRequest('POST /v1/videos/text2video', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })}${chunks}0\r\n\r\n`,
    )
    expect(reply!.status).toBe(200)
  })
})

describe('addresses', () => {
  test.each(['/%zz', '/v1/%', '/v1/videos/text2video/../../..', '/v1//videos', '/a b'.replace(' ', '%20'), '/v1/videos/text2video?%', '/\'"<script>'])(
    '%s is answered',
    async (path) => {
      const reply = await sendRaw(mock, rawRequest(`GET ${path}`))
      expect(isKlingShape(reply!.status, reply!.body)).toBe(true)
    },
  )

  test('a whole address, as sent to a proxy, counts by its path', async () => {
    expect((await sendRaw(mock, rawRequest('GET http://api.example.com/v1/videos/text2video/1')))!.status).toBe(200)
  })

  test('an address that is no path is a path nobody knows', async () => {
    expect(JSON.parse((await sendRaw(mock, rawRequest('OPTIONS *')))!.body)).toEqual(unroutedAt('/*'))
    expect(JSON.parse((await sendRaw(mock, rawRequest('GET http://[')))!.body)).toEqual(unroutedAt('/'))
  })

  test('a parameter named like a built-in member does no harm', async () => {
    const { status } = await ask(mock, '/v1/videos/text2video?__proto__=1&constructor=2&pageNum=1&toString=3')
    expect(status).toBe(200)
  })

  test('a parameter given twice does no harm', async () => {
    const { status, text } = await ask(mock, '/v1/videos/text2video?pageNum=1&pageNum=2')
    expect(isKlingShape(status, text)).toBe(true)
  })
})

describe('headers', () => {
  test('too many of them are 431 in the shape of Kling', async () => {
    const reply = await sendRaw(mock, rawRequest('GET /v1/videos/text2video/1', { 'x-long': 'x'.repeat(100_000) }))
    expect(reply!.status).toBe(431)
    expect(JSON.parse(reply!.body)).toEqual(refusalOf(1200, 'the request headers are too large'))
  })

  test('no Host is no reason to refuse', async () => {
    expect((await sendRaw(mock, 'GET /v1/videos/text2video/1 HTTP/1.1\r\nauthorization: Bearer any\r\nconnection: close\r\n\r\n'))!.status).toBe(200)
  })

  test('an expectation that nobody knows is no reason to refuse', async () => {
    expect((await sendRaw(mock, rawRequest('GET /v1/videos/text2video/1', { expect: 'the unexpected' })))!.status).toBe(200)
  })

  test('a wish to upgrade is not heard', async () => {
    const reply = await sendRaw(mock, rawRequest('GET /v1/videos/text2video/1', { upgrade: 'websocket' }))
    expect(reply!.status).toBe(200)
  })

  test.each([
    'nonsense\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET\r\n\r\n',
    '\u0000\u0001\u0002\r\n\r\n',
    'POST /v1/videos/text2video HTTP/1.1\r\ncontent-length: -1\r\n\r\n',
  ])('what is no HTTP is 400 in the shape of Kling: %j', async (request) => {
    const reply = await sendRaw(mock, request)
    expect(reply!.status).toBe(400)
    expect(JSON.parse(reply!.body)).toEqual(refusalOf(1200, 'the request is not valid HTTP'))
  })

  test('a client that goes away at once is nobody to answer', async () => {
    for (let index = 0; index < 20; index++) {
      const controller = new AbortController()
      const asked = fetch(`${mock.url}/v1/videos/text2video`, { method: 'POST', body: new Uint8Array(100_000), signal: controller.signal })
      controller.abort()
      await expect(asked).rejects.toThrow()
    }
    expect((await create({ prompt: 'x' })).status).toBe(200)
  })
})
