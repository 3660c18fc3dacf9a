import { createSimulator } from '@klingkit/simulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { accessKey, createKling } from '../../src/index.ts'
import { klingProxy, type ProxyOptions } from '../../src/proxy.ts'

/** A proxy, what it forwarded, and a call of a page to it. */
function scene(
  options: ProxyOptions = {},
  answer: () => Response = () => Response.json({ code: 0, message: 'SUCCEED', request_id: 'r', data: { task_id: '1' } }),
) {
  const forwarded: { url: string; init: RequestInit; body: string | undefined }[] = []
  const proxy = klingProxy({
    apiKey: 'server-key',
    fetch: async (url, init) => {
      forwarded.push({ url, init, body: init.body ? await new Response(init.body).text() : undefined })
      return answer()
    },
    ...options,
  })
  const ask = (path: string, init: RequestInit = {}) => proxy(new Request(`https://app.example${path}`, init))
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  return { forwarded, ask, post }
}
const create = '/api/kling/v1/videos/text2video'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('what is forwarded', () => {
  test('a call of the API, with the credential of the server in the place of what the page sent', async () => {
    const { post, forwarded } = scene()
    const answer = await post(create, '{"prompt":"x"}', {
      authorization: 'Bearer of-the-page',
      cookie: 'session=1',
      'x-secret': 'x',
      origin: 'https://app.example',
    })
    expect([answer.status, (await answer.json()).code]).toEqual([200, 0])
    expect(forwarded).toMatchObject([
      { url: 'https://api-singapore.klingai.com/v1/videos/text2video', body: '{"prompt":"x"}', init: { method: 'POST', redirect: 'manual' } },
    ])
    expect(Object.fromEntries(forwarded[0]!.init.headers as Headers)).toEqual({
      authorization: 'Bearer server-key',
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^klingkit\//),
    })
  })

  test('paths with an id, and queries', async () => {
    const { ask, forwarded } = scene()
    await ask(`${create}/order%2042`)
    await ask(`${create}?pageNum=2`)
    await ask('/api/kling/tasks?task_ids=1,2')
    expect(forwarded.map(({ url }) => url.replace('https://api-singapore.klingai.com', ''))).toEqual([
      '/v1/videos/text2video/order%2042',
      '/v1/videos/text2video?pageNum=2',
      '/tasks?task_ids=1,2',
    ])
  })

  test('the answer, without its cookies', async () => {
    const { ask } = scene(
      {},
      () =>
        new Response('{"code":1302}', {
          status: 429,
          headers: { 'set-cookie': 'a=1', 'retry-after': '7', 'content-type': 'application/json', 'x-internal': 'x' },
        }),
    )
    const answer = await ask(`${create}/1`)
    expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([
      429,
      { 'cache-control': 'no-store', 'content-type': 'application/json', 'retry-after': '7' },
    ])
  })
})

describe('what is not forwarded', () => {
  test.each([
    ['GET', '/v1/videos/text2video/1'],
    ['GET', '/api/kling'],
    ['GET', '/api/kling/'],
    ['GET', '/api/kling/v1/videos/something-new'],
    ['GET', '/api/klingons/v1/videos/text2video'],
    ['GET', '/api/kling/v1/videos/text2video/'],
    ['GET', '/api/kling/v1/videos/text2video/1/2'],
    ['GET', '/api/kling/v1/videos/text2video/..%2F..%2Fadmin'],
    ['GET', '/api/kling/v1/videos/text2video/%2e%2e'],
    ['GET', '/api/kling/v1/videos/text2video/a%5Cb'],
    ['GET', '/api/kling/v1/videos/text2video/a%00b'],
    ['GET', '/api/kling/v1/videos/text2video/%E0%A4%A'],
    ['GET', '/api/kling//v1/videos/text2video'],
    ['DELETE', '/api/kling/v1/videos/text2video/1'],
    ['PUT', '/api/kling/v1/videos/text2video'],
    ['GET', '/api/kling/v1/videos/identify-face'],
    ['OPTIONS', '/api/kling/tasks'],
  ])('%s %s, which is no operation', async (method, path) => {
    const { ask, forwarded } = scene()
    const answer = await ask(path, { method })
    expect([answer.status, (await answer.json()).code, forwarded]).toEqual([404, 1202, []])
  })

  test('the account, unless it is named', async () => {
    const path = '/api/kling/account/costs?start_time=1&end_time=2'
    expect((await scene().ask(path)).status).toBe(403)
    expect((await scene({ operations: ['getAccountCosts'] }).ask(path)).status).toBe(200)
    expect((await scene({ operations: ['getAccountCosts'] }).ask(`${create}/1`)).status).toBe(403)
  })

  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data; boundary=x'], ['application/jsonp']])(
    'a body of %s, as a form of another site could send it',
    async (type) => {
      const { post, forwarded } = scene()
      expect([(await post(create, '{}', { 'content-type': type })).status, forwarded]).toEqual([415, []])
    },
  )

  test('a body that is too long, whether it says so or not', async () => {
    const { post, forwarded } = scene({ maxBodyBytes: 10 })
    expect((await post(create, '{}', { 'content-length': '11' })).status).toBe(413)
    expect(forwarded).toEqual([])
    const pieces = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('123456'))
      },
    })
    const proxy = klingProxy({ apiKey: 'key', maxBodyBytes: 10, fetch: async (_, init) => new Response(await new Response(init.body).text()) })
    const request = new Request(`https://app.example${create}`, {
      method: 'POST',
      body: pieces,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    expect((await proxy(request)).status).toBe(413)
  })
})

describe('who may', () => {
  test('is asked before anything is forwarded', async () => {
    const asked: string[] = []
    const { post, forwarded } = scene({
      authorize: (request, operation) => {
        asked.push(`${operation} ${request.headers.get('cookie')}`)
        return false
      },
    })
    const answer = await post(create, '{}', { cookie: 'session=1' })
    expect([answer.status, (await answer.json()).code, asked, forwarded]).toEqual([403, 1103, ['createText2Video session=1'], []])
  })

  test('may be answered with a Response of your own', async () => {
    const { post } = scene({ authorize: async () => new Response('sign in', { status: 401 }) })
    expect((await post(create, '{}')).status).toBe(401)
  })
})

describe('credentials', () => {
  test('there must be one', () => {
    vi.stubEnv('KLINGAI_API_KEY', '')
    expect(() => klingProxy({})).toThrow('klingProxy has no credential')
    vi.unstubAllEnvs()
  })

  test('a pair of keys is signed; on the new standard it is refused with the way out', async () => {
    const { ask, forwarded } = scene({ apiKey: '', auth: accessKey({ accessKey: 'ak', secretKey: 'sk' }) })
    expect((await ask(`${create}/1`)).status).toBe(200)
    const answer = await ask('/api/kling/tasks?task_ids=1')
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 1002, message: expect.stringContaining('https://kling.ai/dev/api-key') }])
    expect(forwarded).toHaveLength(1)
  })
})

test('a service that cannot be reached is an envelope too, without its address', async () => {
  const { ask } = scene({
    fetch: async () => {
      throw new TypeError('connect ECONNREFUSED 10.0.0.7:443')
    },
  })
  const answer = await ask(`${create}/1`)
  expect([answer.status, await answer.json()]).toEqual([502, { code: 5000, message: 'klingProxy: the service could not be reached', request_id: '' }])
})

test('a page, the proxy and the service together', async () => {
  const simulator = createSimulator({ credentials: { apiKeys: ['server-key'] } as any, references: 'off' })
  const proxy = klingProxy({ apiKey: 'server-key', baseUrl: 'http://simulator.localhost', fetch: simulator.fetch })
  vi.stubGlobal('window', { document: {} })
  vi.stubGlobal('location', new URL('https://app.example/studio'))
  const kling = createKling({ baseUrl: '/api/kling', fetch: (url, init) => proxy(new Request(url, init)) })
  const task = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox in the snow' })
  expect(await kling.v1.videos.text2video.get(task.task_id)).toMatchObject({ task_id: task.task_id })
  await expect(kling.v1.videos.text2video.get('none')).rejects.toMatchObject({ code: 'KLING_NOT_FOUND' })
  await expect(kling.account.costs({ start_time: 1, end_time: 2 })).rejects.toMatchObject({ code: 'KLING_PERMISSION' })
})
