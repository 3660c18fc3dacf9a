import { describe, expect, test } from 'vitest'
import { accessKey, type ClientOptions, createClient, KlingError } from '../../src/index.ts'
import { deleteVoice, getText2Video, listTasks, synthesizeSpeech } from '../../src/operations.ts'
import { refusal, type ScriptedAnswer, scriptedFetch, success } from '../support/scripted-fetch.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const lost: ScriptedAnswer = { lost: new TypeError('fetch failed') }
const speech = { text: 'x', voice_id: 'v', voice_language: 'en', voice_speed: 1 } as const

/** A client whose answers and time are scripted; pauses have their full length. */
function scene(answers: ScriptedAnswer[], options: ClientOptions = {}) {
  const clock = virtualClock()
  const { fetch, requests } = scriptedFetch(...answers)
  return { clock, requests, client: createClient({ apiKey: 'key', fetch, clock, random: () => 1, ...options }) }
}
const failure = (promise: PromiseLike<unknown>): Promise<any> =>
  Promise.resolve(promise).then(
    () => expect.fail('it was a success'),
    (error) => error,
  )

describe('a read', () => {
  test.each<[string, ScriptedAnswer]>([
    ['a lost connection', lost],
    ['a time-out', { hangs: true }],
    ['5000', refusal(500, 5000)],
    ['5001', refusal(503, 5001)],
    ['5002', refusal(504, 5002)],
    ['a page of some proxy', { status: 502, body: '<html>' }],
    ['an answer that is none', { body: '<html>' }],
  ])('is sent again after %s', async (_, answer) => {
    const { client, requests } = scene([answer, success({ task_id: '1' })])
    expect(await getText2Video(client, '1')).toEqual({ task_id: '1' })
    expect(requests).toHaveLength(2)
  })

  test('that is a POST too', async () => {
    const { client, requests } = scene([lost, success({ count: 0, has_more: false })])
    await listTasks(client)
    expect(requests).toHaveLength(2)
  })

  test('is given up after some times, each pause twice as long', async () => {
    const { client, requests, clock } = scene([lost])
    expect(await failure(getText2Video(client, '1'))).toMatchObject({ name: 'KlingConnectionError', attempts: 4 })
    expect([requests.length, clock.elapsed]).toEqual([4, 500 + 1000 + 2000])
  })

  test.each([[false], [0]] as const)('is sent once with retry: %o', async (retry) => {
    const { client, requests } = scene([refusal(429, 1302)])
    await failure(getText2Video(client, '1', { retry }))
    expect(requests).toHaveLength(1)
  })

  test('half of each pause is random', async () => {
    const { client, clock } = scene([lost], { random: () => 0 })
    await failure(getText2Video(client, '1', { retry: 1 }))
    expect(clock.elapsed).toBe(250)
  })

  test('waits no longer than its own limit', async () => {
    const { client, clock } = scene([lost])
    await failure(getText2Video(client, '1', { retry: { limit: 3, baseDelay: 1000, maxDelay: 1500 } }))
    expect(clock.elapsed).toBe(1000 + 1500 + 1500)
  })
})

describe('whatever it is', () => {
  test.each([
    [400, 1201],
    [401, 1000],
    [401, 1002],
    [429, 1100],
    [429, 1101],
    [429, 1102],
    [403, 1103],
    [404, 1203],
    [400, 1301],
    [429, 1304],
  ])('HTTP %i with code %i is never sent again', async (status, code) => {
    const { client, requests } = scene([refusal(status, code)])
    await failure(getText2Video(client, '1'))
    expect(requests).toHaveLength(1)
  })

  test.each([1302, 1303])('%i waits and is sent again, up to the end of the call', async (code) => {
    const { client, requests, clock } = scene([refusal(429, code)])
    const error = await failure(synthesizeSpeech(client, speech, { timeout: 60_000 }))
    expect(error).toMatchObject({ klingCode: code, attempts: requests.length })
    expect(requests.length).toBeGreaterThan(5)
    expect(clock.elapsed).toBeLessThanOrEqual(60_000)
    expect(clock.elapsed).toBeGreaterThan(40_000)
  })

  test('a Retry-After wins, in seconds or as a date', async () => {
    const clock = virtualClock()
    const date = new Date(clock.now() + 3000 + 20_000).toUTCString()
    const { fetch, requests } = scriptedFetch(
      refusal(429, 1302, 'slow', { 'retry-after': '3' }),
      refusal(429, 1302, 'slow', { 'retry-after': date }),
      success(),
    )
    await deleteVoice(createClient({ apiKey: 'key', fetch, clock }), { voice_id: '1' })
    expect([requests.length, clock.elapsed]).toEqual([3, 23_000])
  })

  test.each(['0', '-5', 'Fri, 20 Nov 2026 00:00:00 GMT', 'Wed, 01 Jan 2020 00:00:00 GMT', 'soon'])(
    'a Retry-After that asks for no pause, %s, does not make it hurry',
    async (given) => {
      const { client, requests, clock } = scene([
        refusal(429, 1302, 'slow', { 'retry-after': given }),
        refusal(429, 1302, 'slow', { 'retry-after': given }),
        success(),
      ])
      await getText2Video(client, '1')
      expect(requests).toHaveLength(3)
      expect(clock.elapsed).toBeGreaterThan(2000)
    },
  )

  test('a Retry-After beyond the end of the call ends it at once', async () => {
    const { client, requests, clock } = scene([refusal(429, 1302, 'slow', { 'retry-after': '3600' })])
    await failure(getText2Video(client, '1'))
    expect([requests.length, clock.elapsed]).toEqual([1, 0])
  })

  test.each([0, -1, Number.NaN])('nothing is sent when there is no time for an answer: %d ms', async (timeout) => {
    const { client, requests } = scene([success()])
    for (const make of [() => getText2Video(client, '1', { timeout }), () => deleteVoice(client, { voice_id: '1' }, { timeout })])
      expect(await failure(make())).toMatchObject({ code: 'KLING_TIMEOUT' })
    expect(requests).toEqual([])
  })

  test('a call ends when its time is over, whatever fetch does', async () => {
    const clock = virtualClock()
    const client = createClient({ apiKey: 'key', clock, fetch: () => new Promise(() => {}) })
    expect(await failure(getText2Video(client, '1', { timeout: 5000 }))).toMatchObject({ code: 'KLING_TIMEOUT', operation: 'getText2Video' })
    expect(clock.elapsed).toBe(5000)
  })
})

describe('what changes or costs something', () => {
  test.each<[string, ScriptedAnswer]>([
    ['a lost connection', lost],
    ['a time-out', { hangs: true }],
    ['5000', refusal(500, 5000)],
    ['5002', refusal(504, 5002)],
    ['an answer that is none', { body: '' }],
  ])('is not sent again after %s; the error says that it may have taken effect', async (_, answer) => {
    const { client, requests } = scene([answer, success()])
    const error = await failure(synthesizeSpeech(client, speech))
    expect(error).toMatchObject({ code: 'KLING_UNKNOWN_OUTCOME', operation: 'synthesizeSpeech', attempts: 1, cause: expect.any(KlingError) })
    expect(error.message).toContain('may have taken effect')
    expect(requests).toHaveLength(1)
  })

  test('an abort after it was sent says so too, with the reason as cause', async () => {
    const { client, requests } = scene([{ hangs: true }])
    const controller = new AbortController()
    const call = failure(synthesizeSpeech(client, speech, { signal: controller.signal }))
    while (requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    controller.abort(new Error('enough'))
    expect(await call).toMatchObject({ code: 'KLING_UNKNOWN_OUTCOME', cause: { message: 'enough' } })
  })

  test('an abort before it was sent is just that', async () => {
    const { client, requests } = scene([success()])
    expect(await failure(synthesizeSpeech(client, speech, { signal: AbortSignal.abort(new Error('enough')) }))).toMatchObject({ message: 'enough' })
    expect(requests).toHaveLength(0)
  })
})

describe('an abort', () => {
  test('ends a read with its reason, also in a pause', async () => {
    const controller = new AbortController()
    const { client, requests } = scene([lost], { logger: { warn: () => controller.abort(new Error('enough')) } })
    expect(await failure(getText2Video(client, '1', { signal: controller.signal }))).toMatchObject({ message: 'enough' })
    expect(requests).toHaveLength(1)
  })
})

describe('a token that is not valid', () => {
  const bearer = (request: { headers: Headers }) => request.headers.get('authorization')

  test.each([1003, 1004])('%i: another one is signed, by the clock of the service, and the call sent once more', async (code) => {
    const clock = virtualClock()
    const date = new Date(clock.now() + 3_600_000).toUTCString()
    const { fetch, requests } = scriptedFetch(refusal(401, code, 'token', { date }), success())
    await synthesizeSpeech(createClient({ auth: accessKey({ accessKey: 'ak', secretKey: 'sk' }), fetch, clock, retry: false }), speech)
    expect(requests).toHaveLength(2)
    const [before, after] = requests.map((request) => JSON.parse(atob(bearer(request)!.split('.')[1]!)).exp)
    expect(after - before).toBe(3600)
  })

  test('only once', async () => {
    const { fetch, requests } = scriptedFetch(refusal(401, 1004))
    const error = await failure(getText2Video(createClient({ auth: accessKey({ accessKey: 'ak', secretKey: 'sk' }), fetch, clock: virtualClock() }), '1'))
    expect([error.code, requests.length]).toEqual(['KLING_AUTHENTICATION', 2])
  })

  test('never, where it is a key that cannot be made anew', async () => {
    const { client, requests } = scene([refusal(401, 1004)])
    await failure(getText2Video(client, '1'))
    expect(requests).toHaveLength(1)
  })
})
