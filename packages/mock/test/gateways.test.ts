import { gateways } from '@klingkit/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { nestedRefusalOf, refusalOf, unroutedAt } from './support/kling-shape.js'

describe('CometAPI', () => {
  let mock: Mock
  beforeAll(async () => {
    mock = await startMock({ port: 0, mode: 'replay', gateway: 'cometapi' })
  })
  afterAll(() => mock.close())

  test("serves Kling's paths below /kling", async () => {
    expect((await ask(mock, '/kling/v1/videos/text2video', { body: { prompt: 'a fox' } })).status).toBe(200)
    expect((await ask(mock, '/kling/v1/videos/text2video/1')).status).toBe(200)
  })

  test('the official paths are unknown', async () => {
    for (const { path } of gateways.cometapi!.operations) {
      const asked = path.replace('{id}', '1')
      expect((await ask(mock, asked)).json).toEqual(unroutedAt(asked))
    }
  })

  test('relays only some operations, at one place', async () => {
    for (const path of [
      '/kling/tasks',
      '/kling/account/costs',
      '/kling/v1/general/custom-voices',
      '/kling/text-to-video/kling-3.0-turbo',
      '/x/kling/v1/videos/text2video/1',
      '/klingv1/videos/text2video/1',
    ]) {
      expect((await ask(mock, path)).json).toEqual(unroutedAt(path))
    }
    // There is a create, but no list.
    expect((await ask(mock, '/kling/v1/videos/text2video')).json).toEqual(refusalOf(1202))
  })

  test('has limits of its own: a prompt of 500 characters', async () => {
    const create = (length: number) => ask(mock, '/kling/v1/videos/text2video', { body: { prompt: 'x'.repeat(length) } })
    expect((await create(500)).status).toBe(200)
    const { status, json } = await create(501)
    expect(status).toBe(400)
    expect(json).toEqual(nestedRefusalOf(1201, 'prompt: size must be between 0 and 500'))
  })

  test('the same prompt is short enough for Kling itself', async () => {
    await using official = await startMock({ port: 0, mode: 'replay' })
    expect((await ask(official, '/v1/videos/text2video', { body: { prompt: 'x'.repeat(501) } })).status).toBe(200)
  })

  test('wants a credential as Kling does', async () => {
    expect((await ask(mock, '/kling/v1/videos/text2video/1', { headers: { authorization: '' } })).json).toEqual(refusalOf(1001))
  })
})

describe.each(['replay', 'simulate'] as const)('CometAPI refuses in one shape, mode %s', (mode) => {
  const path = '/kling/v1/videos/text2video'

  test("what Kling refuses stands two levels down, what is about the gateway's keys and paths does not", async () => {
    await using mock = await startMock({ port: 0, mode, gateway: 'cometapi', bodyLimit: 1000 })
    for (const body of ['{"prompt":', '{}', '7', 'x'.repeat(1001)])
      expect((await ask(mock, path, { body })).json, body).toEqual(nestedRefusalOf(body.length > 1000 ? 1200 : 1201))
    expect((await ask(mock, path, { body: '{}', headers: { 'content-type': 'text/plain' } })).json).toEqual(nestedRefusalOf(1201))
    expect((await ask(mock, path, { body: {}, headers: { prefer: 'example=nonsense' } })).json).toEqual(nestedRefusalOf(1201))
    expect((await ask(mock, path, { body: { prompt: 'a fox' }, headers: { prefer: 'example=error-1303' } })).json).toEqual(nestedRefusalOf(1303))
    expect((await ask(mock, path, { headers: { prefer: 'example=error-1303' } })).json).toEqual(refusalOf(1202))
    expect((await ask(mock, `${path}/1`, { headers: { authorization: '' } })).json).toEqual(refusalOf(1001))
    expect((await ask(mock, `${path}/1`, { headers: { authorization: 'Basic abc' } })).json).toEqual(refusalOf(1002))
  })
})

test.each(['official', 'cometapi', 'cloudsway'] as const)('both modes of %s refuse a credential in the same words', async (gateway) => {
  await using replay = await startMock({ port: 0, mode: 'replay', gateway })
  await using simulate = await startMock({ port: 0, gateway })
  const path = { official: '/v1/videos/text2video/1', cometapi: '/kling/v1/videos/text2video/1', cloudsway: '/v1/ai/mine/kling/videos/text2video/1' }[gateway]
  for (const authorization of ['', 'Basic abc', 'Bearer', 'Bearer a b', 'whatever']) {
    const [first, second] = [await ask(replay, path, { headers: { authorization } }), await ask(simulate, path, { headers: { authorization } })]
    expect({ ...second.json, request_id: '' }, authorization).toEqual({ ...first.json, request_id: '' })
    expect([first.status, second.status]).toEqual([401, 401])
  }
  const anyCase = { headers: { authorization: 'bearer any' } }
  expect((await ask(replay, path, anyCase)).status).toBe(200)
  expect((await ask(simulate, path, anyCase)).status).toBe(400)
})

describe('Cloudsway', () => {
  let mock: Mock
  beforeAll(async () => {
    mock = await startMock({ port: 0, mode: 'replay', gateway: 'cloudsway' })
  })
  afterAll(() => mock.close())

  test('serves every customer under the own path segment, without the v1 of Kling', async () => {
    for (const endpoint of ['mine', 'AbC-123', 'a%20b']) {
      expect((await ask(mock, `/v1/ai/${endpoint}/kling/videos/text2video`, { body: { model_name: 'kling-v3', prompt: 'a fox' } })).status).toBe(200)
      expect((await ask(mock, `/v1/ai/${endpoint}/kling/videos/text2video/1`)).status).toBe(200)
    }
  })

  test('knows neither the official paths nor an empty segment', async () => {
    for (const path of ['/v1/videos/text2video/1', '/videos/text2video/1', '/v1/ai//kling/videos/text2video/1', '/v1/ai/a/b/kling/videos/text2video/1']) {
      expect((await ask(mock, path)).json).toEqual(unroutedAt(path))
    }
  })

  test('serves 3.0 Turbo below /videos, and says so of other models', async () => {
    const create = (model: string) => ask(mock, `/v1/ai/mine/kling/videos/text-to-video/${model}`, { body: { prompt: 'a fox' } })
    expect((await create('kling-3.0-turbo')).status).toBe(200)
    expect((await create('kling-3.0')).json).toEqual(refusalOf(1201, 'model is not supported'))
  })

  test('has rules of its own: ten elements and pictures together', async () => {
    const create = (elements: number) =>
      ask(mock, '/v1/ai/mine/kling/videos/image2video', {
        body: {
          model_name: 'MaaS_KeLing_3.0_video',
          prompt: 'They meet',
          image: 'https://cdn.example.com/in.png',
          element_list: Array.from({ length: elements }, (_, index) => ({ element_id: String(index + 1) })),
        },
      })
    expect((await create(9)).status).toBe(200)
    const { status, json } = await create(10)
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, 'elements and reference images may be at most 10 together'))
  })
})
