import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { accessKey, type ClientOptions, createClient, createKling, type Gateway, type RequestEvent, type ResponseEvent } from '../../src/index.ts'
import { deleteVoice, getTasks, getText2Video, request } from '../../src/operations.ts'
import { refusal, scriptedFetch, success } from '../support/scripted-fetch.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const variables = ['KLINGAI_API_KEY', 'KLINGAI_ACCESS_KEY', 'KLINGAI_SECRET_KEY']
beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

/** What one call of a client sends. */
async function sentBy(options: ClientOptions, make: (options: ClientOptions) => ReturnType<typeof createClient> = createKling) {
  const { fetch, requests } = scriptedFetch(success())
  await getText2Video(make({ ...options, fetch }), '1')
  return { url: requests[0]!.url, ...Object.fromEntries(requests[0]!.headers) } as Record<string, string>
}
const failure = (run: () => unknown): Promise<any> =>
  Promise.resolve()
    .then(run)
    .then(
      () => expect.fail('it was a success'),
      (error) => error,
    )

describe('where it goes', () => {
  test.each<[ClientOptions, string]>([
    [{}, 'https://api-singapore.klingai.com/v1'],
    [{ region: 'beijing' }, 'https://api-beijing.klingai.com/v1'],
    [{ baseUrl: 'http://127.0.0.1:4010/' }, 'http://127.0.0.1:4010/v1'],
    [{ baseUrl: 'https://relay.example/kling//', region: 'beijing' }, 'https://relay.example/kling/v1'],
    [{ gateway: { id: 'mine', baseUrl: 'https://gateway.example/kling' } }, 'https://gateway.example/kling/v1'],
  ])('%o', async (options, start) => {
    expect((await sentBy({ apiKey: 'key', ...options })).url).toBe(`${start}/videos/text2video/1`)
  })

  test.each([
    ['somewhere'],
    ['ftp://example.com'],
    ['/api/kling'],
    [''],
    ['https://relay.example/kling?key=topsecret'],
    ['https://relay.example/kling#part'],
    ['https://relay.example/kling?'],
    ['https://me:topsecret@relay.example/kling'],
  ])("a base URL '%s' is none, and is not repeated", async (baseUrl) => {
    const error = await failure(() => createClient({ baseUrl }))
    expect(error.code).toBe('KLING')
    if (baseUrl) expect(error.message).not.toContain(baseUrl)
  })

  test('a region that does not exist', async () => {
    expect((await failure(() => createClient({ region: 'tokyo' as any }))).message).toContain('singapore, beijing')
  })

  test.each([{}, { baseUrl: 'http://127.0.0.1:4010' }])('a gateway by its name alone is refused, lest its key go to Kling: %o', async (options) => {
    const error = await failure(() => createKling({ apiKey: 'key', gateway: 'cometapi' as any, ...options }))
    expect(error.code).toBe('KLING')
    expect(error.message).toBe('gateway: pass cometapi() from @klingkit/client/gateways')
  })

  test('an id is one segment of the path, whatever is in it', async () => {
    const { fetch, requests } = scriptedFetch(success())
    const client = createClient({ apiKey: 'key', fetch })
    for (const id of ['a/b?c#d', '...', '订单 1', '$&']) await getText2Video(client, id)
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(
      ['a%2Fb%3Fc%23d', '...', '%E8%AE%A2%E5%8D%95%201', '%24%26'].map((id) => `/v1/videos/text2video/${id}`),
    )
  })

  // The dots would be steps in the path, also if they were encoded.
  test.each([[''], ['  '], ['.'], ['..']])("an id '%s' is none", async (id) => {
    expect((await failure(() => getText2Video(createClient({ apiKey: 'key' }), id))).message).toContain('an id is needed')
  })

  test('query parameters that are not given are left out; lists are joined', async () => {
    const { fetch, requests } = scriptedFetch(success([]))
    const client = createClient({ apiKey: 'key', fetch })
    await getTasks(client, ['1', '2'])
    await getTasks(client, { external_task_ids: 'mine' })
    await request(client, { path: '/x', query: { a: undefined, b: null, c: 0, d: '' } })
    expect(requests.map(({ url }) => url.replace('https://api-singapore.klingai.com', ''))).toEqual([
      '/tasks?task_ids=1%2C2',
      '/tasks?external_task_ids=mine',
      '/x?c=0&d=',
    ])
  })
})

describe('the credential', () => {
  test('of the options wins over that of the environment', async () => {
    vi.stubEnv('KLINGAI_API_KEY', 'from-environment')
    expect((await sentBy({ apiKey: ' from-options ' })).authorization).toBe('Bearer from-options')
    expect((await sentBy({ auth: 'as-auth' })).authorization).toBe('Bearer as-auth')
  })

  test.each([[''], ['   ']])("a blank one ('%s') counts as absent", async (apiKey) => {
    vi.stubEnv('KLINGAI_API_KEY', 'from-environment')
    expect((await sentBy({ apiKey, auth: apiKey })).authorization).toBe('Bearer from-environment')
  })

  test('AccessKey and SecretKey of the environment are signed', async () => {
    vi.stubEnv('KLINGAI_API_KEY', ' ')
    vi.stubEnv('KLINGAI_ACCESS_KEY', 'ak')
    vi.stubEnv('KLINGAI_SECRET_KEY', 'sk')
    const { authorization } = await sentBy({})
    expect(JSON.parse(atob(authorization!.slice('Bearer '.length).split('.')[1]!))).toMatchObject({ iss: 'ak' })
  })

  test('is asked for where there is none, before anything is sent', async () => {
    const { fetch, requests } = scriptedFetch(success())
    const error = await failure(() => getText2Video(createClient({ fetch }), '1'))
    expect(error).toMatchObject({ code: 'KLING_AUTHENTICATION', klingCode: 1001, attempts: 0 })
    expect(error.message).toContain('KLINGAI_API_KEY')
    expect(requests).toHaveLength(0)
  })

  test('is not needed at a place of your own, which may put one in', async () => {
    expect((await sentBy({ baseUrl: 'http://127.0.0.1:4010' })).authorization).toBeUndefined()
  })

  test('of Kling is never given to a gateway', async () => {
    vi.stubEnv('KLINGAI_API_KEY', 'from-environment')
    vi.stubEnv('MINE_API_KEY', 'of-the-gateway')
    const gateway: Gateway = { id: 'mine', baseUrl: 'https://gateway.example' }
    expect((await failure(() => sentBy({ gateway }))).code).toBe('KLING_AUTHENTICATION')
    expect((await sentBy({ gateway: { ...gateway, environment: ['MINE_API_KEY'] } })).authorization).toBe('Bearer of-the-gateway')
  })

  test('a JWT on the new standard is refused before anything is sent, with the way out', async () => {
    const { fetch, requests } = scriptedFetch(success([]))
    const client = createClient({ auth: accessKey({ accessKey: 'ak', secretKey: 'sk' }), fetch })
    const error = await failure(() => getTasks(client, '1'))
    expect(error).toMatchObject({ code: 'KLING_AUTHENTICATION', status: 401, klingCode: 1002, attempts: 0, operation: 'getTasks' })
    expect(error.message).toContain('https://kling.ai/dev/api-key')
    expect(requests).toHaveLength(0)
    await request(client, { path: '/account/costs' })
    expect(requests).toHaveLength(1)
  })
})

describe('headers', () => {
  test('of the call win over those of the client', async () => {
    const { fetch, requests } = scriptedFetch(success())
    const client = createClient({ apiKey: 'key', fetch, headers: { 'x-team': 'a', 'x-trace': '1' } })
    await getText2Video(client, '1', { headers: { 'X-Trace': '2' } })
    expect(Object.fromEntries(requests[0]!.headers)).toMatchObject({ 'x-team': 'a', 'x-trace': '2', 'user-agent': expect.stringMatching(/^klingkit\/\d/) })
  })

  test('that cannot be sent are named, but not shown', async () => {
    const error = await failure(() => getText2Video(createClient({ apiKey: 'key', headers: { 'x-token': 'secret\nvalue' } }), '1'))
    expect(inspect(error)).toContain("'x-token'")
    expect(inspect(error)).not.toContain('secret')
  })
})

describe('hooks and logger', () => {
  test('hear of every exchange, and can add headers', async () => {
    const events: (RequestEvent | ResponseEvent)[] = []
    const { fetch, requests } = scriptedFetch(refusal(503, 5001), success({ task_id: '1' }))
    const client = createClient({
      apiKey: 'key',
      fetch,
      retry: { baseDelay: 1 },
      onRequest: (event) => {
        event.headers.set('x-added', String(event.attempt))
        events.push(event)
      },
      onResponse: (event) => void events.push(event),
    })
    await getText2Video(client, '1')
    expect(events.map((event) => [event.operation, event.attempt, 'status' in event ? event.status : 'sent'])).toEqual([
      ['getText2Video', 1, 'sent'],
      ['getText2Video', 1, 503],
      ['getText2Video', 2, 'sent'],
      ['getText2Video', 2, 200],
    ])
    expect(requests.map(({ headers }) => headers.get('x-added'))).toEqual(['1', '2'])
    expect(events[3]).toMatchObject({ envelope: { code: 0 }, duration: expect.any(Number) })
  })

  test('one that throws ends the call', async () => {
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(success()).fetch, onRequest: () => Promise.reject(new Error('no')) })
    expect((await failure(() => getText2Video(client, '1'))).message).toBe('no')
  })

  test('one that never returns before a call ends with the time of the call, and nothing is sent even if it returns later', async () => {
    const { fetch, requests } = scriptedFetch(success())
    let release = () => {}
    const onRequest = () => new Promise<void>((resolve) => (release = resolve))
    const client = createClient({ apiKey: 'key', fetch, clock: virtualClock(), onRequest })
    expect(await failure(() => getText2Video(client, '1', { timeout: 5000 }))).toMatchObject({
      code: 'KLING_TIMEOUT',
      message: expect.stringContaining('5000 ms'),
    })
    release()
    await new Promise((resolve) => setImmediate(resolve))
    expect(requests).toHaveLength(0)
  })

  test('one that never returns after an answer ends with the time of the call; what changes something has taken effect', async () => {
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(success()).fetch, clock: virtualClock(), onResponse: () => new Promise(() => {}) })
    expect(await failure(() => deleteVoice(client, { voice_id: '1' }, { timeout: 5000 }))).toMatchObject({ code: 'KLING_UNKNOWN_OUTCOME' })
  })

  test.each(['onRequest', 'onResponse'])('an abort ends %s that never returns', async (name) => {
    const controller = new AbortController()
    const hook = () => {
      controller.abort(new Error('enough'))
      return new Promise<void>(() => {})
    }
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(success()).fetch, [name]: hook })
    expect((await failure(() => getText2Video(client, '1', { signal: controller.signal }))).message).toBe('enough')
  })
})

test('what is put in the place of the global fetch later is used', async () => {
  const client = createClient({ apiKey: 'key' })
  vi.stubGlobal('fetch', scriptedFetch(success({ task_id: 'stubbed' })).fetch)
  try {
    expect(await getText2Video(client, '1')).toEqual({ task_id: 'stubbed' })
  } finally {
    vi.unstubAllGlobals()
  }
})
