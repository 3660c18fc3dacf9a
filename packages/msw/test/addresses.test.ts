import { gateways, operations } from '@klingkit/openapi'
import { servers } from '@klingkit/openapi/runtime'
import type { HttpHandler } from 'msw'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type GatewayName, klingHandlers } from '../src/index.js'
import { call, fox, official } from './support/call.js'
import { withHandlers } from './support/with-handlers.js'

/** The headers of the handlers that take a request. */
async function takers(handlers: HttpHandler[], method: string, url: string): Promise<string[]> {
  const request = new Request(url, { method })
  const verdicts = await Promise.all(handlers.map((handler) => handler.test({ request })))
  return handlers.filter((_, index) => verdicts[index]).map(({ info }) => info.header)
}

describe.each<[GatewayName, readonly { id: string; method: string; path: string }[], string[]]>([
  ['official', operations, servers.map(({ url }) => url)],
  ['cometapi', gateways.cometapi!.operations, ['https://api.cometapi.com/kling']],
  [
    'cloudsway',
    gateways.cloudsway!.operations,
    ['https://genaiapi.cloudsway.net/v1/ai/my-endpoint/kling', 'https://genaiapi-m2.cloudsway.net/v1/ai/other/kling'],
  ],
])('%s', (gateway, relayed, servers) => {
  test('each operation is taken by its own handler and no other, on every host', async () => {
    const kling = klingHandlers({ gateway })
    expect(kling).toHaveLength(relayed.length)
    for (const server of servers) {
      for (const { id, method, path } of relayed) {
        expect(await takers(kling, method, server + path.replace('{id}', 'presets-voices'))).toEqual([`${method} ${path} (${id})`])
      }
    }
  })
})

test.each([
  ['an unknown path', 'GET', `${official}/v1/videos/text3video`],
  ['an unknown model', 'POST', `${official}/text-to-video/kling-9`],
  ['a wrong method', 'DELETE', `${official}/v1/videos/text2video/1`],
  ['a path below an operation', 'GET', `${official}/v1/videos/text2video/1/2`],
  ['a path of a gateway', 'POST', `${official}/kling/v1/videos/text2video`],
  ['another host', 'POST', 'https://example.com/v1/videos/text2video'],
  ['another port', 'POST', `${official}:8443/v1/videos/text2video`],
])('%s is left to MSW', async (_, method, url) => {
  expect(await takers(klingHandlers(), method, url)).toEqual([])
})

test('a slash at the end, a query and an encoded id do not matter', async () => {
  withHandlers(...klingHandlers())
  await call('POST', `${official}/v1/videos/text2video/?trace=1`, { ...fox, external_task_id: 'my fox/1' })
  expect((await call('GET', `${official}/v1/videos/text2video/my%20fox%2F1`)).body.data.task_info.external_task_id).toBe('my fox/1')
})

describe('gateways', () => {
  test('CometAPI has limits of its own', async () => {
    withHandlers(...klingHandlers({ gateway: 'cometapi', speed: 'instant' }))
    const create = (prompt: string) => call('POST', 'https://api.cometapi.com/kling/v1/videos/text2video', { model_name: 'kling-v2-6', prompt })
    expect((await create('x'.repeat(501))).status).toBe(400)
    const created = await create('A fox in the snow')
    expect(created.status).toBe(200)
    const read = await call('GET', `https://api.cometapi.com/kling/v1/videos/text2video/${created.body.data.task_id}`)
    expect(read.body.data.task_status).toBe('succeed')
  })

  test('Cloudsway has an endpoint of yours in the path', async () => {
    withHandlers(...klingHandlers({ gateway: 'cloudsway', speed: 'instant' }))
    const base = 'https://genaiapi-m2.cloudsway.net/v1/ai/abc-123/kling'
    const refused = await call('POST', `${base}/videos/text-to-video/kling-3.0-turbo`, { settings: { resolution: '8k' }, prompt: 'A fox' })
    expect(refused.body.code).toBe(1201)
    const created = await call('POST', `${base}/videos/text-to-video/kling-3.0-turbo`, { prompt: 'A fox in the snow' })
    expect((await call('GET', `${base}/tasks?task_ids=${created.body.data.id}`)).body.data).toMatchObject([{ status: 'succeeded' }])
  })

  test('one that does not exist is refused', () => {
    expect(() => klingHandlers({ gateway: 'kling.example' as any })).toThrow("there is no gateway 'kling.example'; there are official, cloudsway, cometapi")
  })
})

describe('baseUrl', () => {
  test.each([
    ['an origin', 'https://proxy.example.com', 'https://proxy.example.com/tasks', 'https://elsewhere.example.com/tasks'],
    ['an origin and a path', 'https://proxy.example.com/api/kling/', 'https://proxy.example.com/api/kling/tasks', 'https://proxy.example.com/tasks'],
    ['any host', '*', 'http://127.0.0.1:3000/tasks', 'http://127.0.0.1:3000/kling/tasks'],
    ['any host with a path', '*/kling', 'http://127.0.0.1:3000/kling/tasks', 'http://127.0.0.1:3000/tasks'],
  ])('%s', async (_, baseUrl, taken, left) => {
    const kling = klingHandlers({ baseUrl })
    expect(await takers(kling, 'GET', taken)).toHaveLength(1)
    expect(await takers(kling, 'GET', left)).toHaveLength(0)
  })

  test('a path stands for a backend that puts the credential in; an address is that of the API, which wants one', async () => {
    const url = 'http://127.0.0.1:3000/api/kling'
    const without = (baseUrl: string, more = {}) => {
      withHandlers(...klingHandlers({ baseUrl, ...more }))
      return fetch(`${url}/v1/videos/text2video`).then(({ status }) => status)
    }
    expect(await without('*/api/kling')).toBe(200)
    expect(await without('*/api/kling', { credentials: { apiKeys: ['mine'] } })).toBe(401)
    expect(await without(url)).toBe(401)
  })

  test('the requests are shown with the paths of Kling', async () => {
    const kling = klingHandlers({ baseUrl: 'https://proxy.example.com/api/kling' })
    withHandlers(...kling)
    expect((await call('GET', 'https://proxy.example.com/api/kling/v1/videos/text2video?pageSize=5')).status).toBe(200)
    expect(kling.control.requests[0]?.url).toBe('/v1/videos/text2video?pageSize=5')
  })

  test.each<[GatewayName, string]>([
    ['cometapi', 'https://proxy.example.com/c/v1/videos/text2video'],
    ['cloudsway', 'https://proxy.example.com/c/videos/text2video'],
  ])('stands for the base of %s as well', async (gateway, url) => {
    withHandlers(...klingHandlers({ gateway, baseUrl: 'https://proxy.example.com/c' }))
    expect(await call('POST', url, { model_name: 'kling-v2-6', prompt: 'A fox' })).toMatchObject({ status: 200 })
  })

  test('any host of a gateway keeps the path of the gateway', async () => {
    const kling = klingHandlers({ gateway: 'cloudsway', baseUrl: '*' })
    withHandlers(...kling)
    const url = 'http://127.0.0.1:3000/v1/ai/mine/kling/videos/text2video'
    expect(await call('POST', url, { model_name: 'kling-v3', prompt: 'A fox' })).toMatchObject({ status: 200 })
    expect(kling.control.requests[0]?.url).toBe('/v1/ai/mine/kling/videos/text2video')
  })

  test('a path alone stands on the origin of the page', async () => {
    vi.stubGlobal('location', { href: 'https://app.example.com/studio/' })
    onTestFinished(() => void vi.unstubAllGlobals())
    const kling = klingHandlers({ baseUrl: '/api/kling' })
    expect(await takers(kling, 'GET', 'https://app.example.com/api/kling/tasks')).toHaveLength(1)
    expect(await takers(kling, 'GET', 'https://other.example.com/api/kling/tasks')).toHaveLength(0)
  })

  test.each(['/api/kling', 'proxy.example.com', ''])("'%s' is refused where there is no page", (baseUrl) => {
    expect(() => klingHandlers({ baseUrl })).toThrow('is no address; write https://host/path')
  })
})
