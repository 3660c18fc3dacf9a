import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'

const page = { origin: 'https://studio.example.com' }
const preflight = { ...page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type,prefer' }

describe('a page of another origin', () => {
  let mock: Mock
  beforeAll(async () => {
    mock = await startMock({ port: 0, mode: 'replay' })
  })
  afterAll(() => mock.close())

  test('may ask first what it may do', async () => {
    const { status, headers, text } = await ask(mock, '/v1/videos/text2video', { method: 'OPTIONS', headers: preflight })
    expect(status).toBe(204)
    expect(text).toBe('')
    expect(headers.get('access-control-allow-origin')).toBe(page.origin)
    expect(headers.get('access-control-allow-methods')).toContain('POST')
    expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type,prefer')
    expect(headers.get('vary')).toContain('Origin')
  })

  test('may read the answer and its headers', async () => {
    const { status, headers } = await ask(mock, '/v1/videos/text2video/1', { headers: page })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(page.origin)
    expect(headers.get('access-control-expose-headers')).toContain('kling-mock-warning')
  })

  test('may read refusals as well', async () => {
    for (const path of ['/nowhere', '/text-to-video/kling-9.0', '/v1/audio/tts']) {
      expect((await ask(mock, path, { headers: page })).headers.get('access-control-allow-origin')).toBe(page.origin)
    }
  })

  test('a program that is no page sees nothing of this', async () => {
    expect([...(await ask(mock, '/v1/videos/text2video/1')).headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('a preflight is no request to the API and is not noted', async () => {
    mock.control.reset()
    await ask(mock, '/v1/videos/text2video', { method: 'OPTIONS', headers: preflight })
    expect(mock.requests).toEqual([])
  })
})

test('with cors: false pages of other origins are not answered', async () => {
  await using mock = await startMock({ port: 0, mode: 'replay', cors: false })
  expect((await ask(mock, '/v1/videos/text2video', { method: 'OPTIONS', headers: preflight })).json.code).toBe(1202)
  expect((await ask(mock, '/v1/videos/text2video/1', { headers: page })).headers.get('access-control-allow-origin')).toBeNull()
})
