import { createSimulator, seededRandom } from '@klingkit/simulator'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../src/core/create-client.ts'
import type { ClientOptions } from '../../src/core/options.ts'
import { type CreateOptions, createTask } from '../../src/create/create-task.ts'
import {
  KlingConcurrencyError,
  KlingConnectionError,
  KlingDuplicateExternalIdError,
  KlingError,
  KlingRateLimitError,
  KlingServerError,
  KlingUnknownOutcomeError,
} from '../../src/errors/index.ts'
import { advancedLipSync, lipSync, text2Video, textToVideoKling30Turbo } from '../../src/generated/descriptors.gen.ts'
import { refusal, type ScriptedAnswer, type SeenRequest, scriptedFetch, success } from '../support/scripted-fetch.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const body = { model_name: 'kling-v3', prompt: 'a fox' }
const created = success({ task_id: '7', task_status: 'submitted', created_at: 1, updated_at: 1 })
const found = (id: string) =>
  success({
    task_id: '7',
    task_status: 'succeed',
    task_info: { external_task_id: id },
    task_result: { videos: [] },
    final_unit_deduction: '1',
    created_at: 1,
    updated_at: 2,
  })
const missing = refusal(400, 1201, 'Task not found by id/external id: mine')
const taken = refusal(400, 1201, 'External_task_id mine already exists')
const reset: ScriptedAnswer = { lost: new TypeError('fetch failed') }
const mine = { ...body, external_task_id: 'mine' }

/** A client to which the service answers with these in turn. */
function scripted(answers: ScriptedAnswer[], options: ClientOptions = {}) {
  const { fetch, requests } = scriptedFetch(...answers)
  const clock = virtualClock()
  const client = createClient({ apiKey: 'any', fetch, clock, random: () => 0.5, ...options })
  const create = (given: object = mine, more?: CreateOptions) => createTask<'createText2Video'>(client, text2Video.create, given, more)
  const asked = () => requests.map(({ method, url }: SeenRequest) => `${method} ${new URL(url).pathname}${new URL(url).search}`)
  return { client, create, clock, requests, asked, bodies: () => requests.filter(({ body }) => body).map(({ body }) => JSON.parse(body!)) }
}

const post = 'POST /v1/videos/text2video'
const get = 'GET /v1/videos/text2video/mine'

describe('where nothing listens', () => {
  const closed: ScriptedAnswer = { lost: new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) }) }

  test('not a byte was sent, so it is no unknown outcome: tried again without looking anything up, then said with the reason', async () => {
    const { create, asked } = scripted([closed])
    await expect(create()).rejects.toMatchObject({
      name: 'KlingConnectionError',
      message: 'createText2Video: the connection failed: fetch failed ECONNREFUSED',
    })
    expect(asked()).toEqual([post, post, post, post])
  })

  test('it is created as soon as something does', async () => {
    const { create, asked } = scripted([closed, closed, created])
    expect((await create()).task_id).toBe('7')
    expect(asked()).toEqual([post, post, post])
  })

  test('nothing is sent twice with retry: false', async () => {
    const { create, asked } = scripted([closed], { retry: false })
    await expect(create()).rejects.toThrow(KlingConnectionError)
    expect(asked()).toEqual([post])
  })

  test('after an attempt that may have arrived it is looked up all the same', async () => {
    const { create, asked } = scripted([reset, missing, closed, missing, created])
    expect((await create()).task_id).toBe('7')
    expect(asked()).toEqual([post, get, post, get, post])
  })
})

describe('the id of the caller', () => {
  test('is made up where none is given, a new one each time, and the body stays as it was', async () => {
    const { create, bodies } = scripted([created])
    const tasks = [await create(body), await create({ ...body, external_task_id: '' }), await create({ ...body, external_task_id: null })]
    const ids = bodies().map(({ external_task_id }) => external_task_id)
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^klingkit-(\d{1,10}-){2}\d{1,10}$/)
    expect(tasks.map(({ kling }) => kling.external_task_id)).toEqual(ids)
    expect(body).toEqual({ model_name: 'kling-v3', prompt: 'a fox' })
  })

  test('is taken as given', async () => {
    const { create, bodies } = scripted([created])
    expect((await create()).kling).toEqual({
      operation: 'createText2Video',
      standard: 'legacy',
      gateway: 'official',
      host: 'api-singapore.klingai.com',
      external_task_id: 'mine',
    })
    expect(bodies()).toEqual([mine])
  })

  test('stands among the options on the new standard, beside what is there', async () => {
    const { client, bodies } = scripted([success({ id: '7', status: 'submitted' })])
    await createTask(client, textToVideoKling30Turbo, { contents: [], options: { callback_url: 'https://example.com' } })
    await createTask(client, textToVideoKling30Turbo, { contents: [] })
    expect(bodies()[0].options).toEqual({ callback_url: 'https://example.com', external_task_id: expect.stringMatching(/^klingkit-/) })
    expect(bodies()[1].options).toEqual({ external_task_id: expect.stringMatching(/^klingkit-/) })
  })

  test('is not put into what is no object: that is for the service to refuse', async () => {
    const { client, bodies } = scripted([refusal(400, 1201)])
    for (const given of [{ options: 'none' }, ['text']]) await expect(createTask(client, textToVideoKling30Turbo, given)).rejects.toThrow(KlingError)
    expect(bodies()).toEqual([{ options: 'none' }, ['text']])
  })

  test('is not sent where the operation has none', async () => {
    const { client, bodies } = scripted([created])
    expect((await createTask(client, lipSync.create, { input: {} })).kling).not.toHaveProperty('external_task_id')
    expect(bodies()).toEqual([{ input: {} }])
  })
})

describe('after an end without an answer', () => {
  for (const [name, answer] of Object.entries({
    reset,
    5000: refusal(500, 5000),
    5001: refusal(503, 5001),
    5002: refusal(504, 5002),
    502: { status: 502, body: '<html>' },
  })) {
    test(`${name}: a task that is there is returned, as the create would have shown it`, async () => {
      const { create, asked } = scripted([answer, found('mine')])
      expect(await create()).toEqual({
        task_id: '7',
        task_status: 'succeed',
        task_info: { external_task_id: 'mine' },
        created_at: 1,
        updated_at: 2,
        kling: expect.objectContaining({ operation: 'createText2Video', external_task_id: 'mine' }),
      })
      expect(asked()).toEqual([post, get])
    })
  }

  test('a time-out leaves half of the time to find out', async () => {
    const { create, asked, clock } = scripted([{ hangs: true }, found('mine')])
    await create(mine, { timeout: 10_000 })
    expect(asked()).toEqual([post, get])
    expect(clock.elapsed).toBeGreaterThanOrEqual(5000)
    expect(clock.elapsed).toBeLessThan(10_000)
  })

  test('a success that names no task is none', async () => {
    expect((await scripted([success({}), found('mine')]).create()).task_id).toBe('7')
  })

  test('where there is none it is sent again, under the same id', async () => {
    const { create, asked, bodies } = scripted([reset, missing, created])
    await create(body)
    expect(asked().map((request) => request.replace(/klingkit-.*/, 'mine'))).toEqual([post, get, post])
    expect(bodies()[0]).toEqual(bodies()[1])
  })

  test('on the new standard an empty list means none', async () => {
    const { client, asked } = scripted([reset, success([]), reset, success([{ id: '7', status: 'processing', external_id: 'mine', outputs: [] }])])
    const task = await createTask<'createTextToVideoKling30Turbo'>(client, textToVideoKling30Turbo, { contents: [], options: { external_task_id: 'mine' } })
    expect(task).toEqual({ id: '7', status: 'processing', external_id: 'mine', kling: expect.anything() })
    const look = 'GET /tasks?external_task_ids=mine'
    expect(asked()).toEqual(['POST /text-to-video/kling-3.0-turbo', look, 'POST /text-to-video/kling-3.0-turbo', look])
  })

  test('a task that appears late makes the next attempt a duplicate, and is found with patience', async () => {
    const { create, asked } = scripted([reset, missing, taken, missing, missing, missing, found('mine')])
    expect((await create()).task_id).toBe('7')
    expect(asked()).toEqual([post, get, post, get, get, get, get])
  })

  test('nothing is sent again before the service has said that there is no task', async () => {
    const { create, asked } = scripted([reset, reset, refusal(500, 5000), refusal(401, 1002), missing, created])
    await create()
    expect(asked()).toEqual([post, get, get, get, get, post])
  })

  test('it is sent again as often as `retry` says, then looked up a few times more', async () => {
    const { create, asked } = scripted([reset, missing, reset, missing, reset, missing])
    const error = await create(mine, { retry: 1 }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(KlingUnknownOutcomeError)
    expect(error).toMatchObject({ operation: 'createText2Video', external_task_id: 'mine', attempts: 2 })
    expect(asked()).toEqual([post, get, post, get])
  })

  test('`retry: false` looks, but sends nothing twice', async () => {
    const { create, asked } = scripted([reset, missing])
    await expect(create(mine, { retry: false })).rejects.toThrow(KlingUnknownOutcomeError)
    expect(new Set(asked().slice(1))).toEqual(new Set([get]))
  })

  test('a refusal of a later attempt does not speak for the first one', async () => {
    const balance = refusal(429, 1102, 'Account balance not enough')
    expect((await scripted([reset, missing, balance, found('mine')]).create()).task_id).toBe('7')
    const error = await scripted([reset, missing, balance, missing])
      .create()
      .catch((thrown) => thrown)
    expect(error).toBeInstanceOf(KlingUnknownOutcomeError)
    expect(error.message).toContain('Account balance not enough')
  })

  test('it is looked up before every attempt, also while the service puts off', async () => {
    const { create, asked } = scripted([reset, missing, refusal(429, 1303), missing, refusal(429, 1303), found('mine')])
    await create()
    expect(asked()).toEqual([post, get, post, get, post, get])
  })

  test('the task of somebody else is not taken for it', async () => {
    // The legacy read takes Kling's ids too; on /tasks a comma parts ids.
    expect((await scripted([reset, success({ task_id: 'mine', task_status: 'succeed', task_info: {} }), found('mine')]).create()).task_id).toBe('7')
    const { client } = scripted([reset, success([{ id: '1', external_id: 'a' }]), success({ id: '2', status: 'submitted' })])
    const task = await createTask<'createTextToVideoKling30Turbo'>(client, textToVideoKling30Turbo, { contents: [], options: { external_task_id: 'a,b' } })
    expect(task.id).toBe('2')
  })

  test('a hook that fails after the answer ends the call; the error says that a task may exist', async () => {
    const onResponse = () => {
      throw new Error('disk full')
    }
    const { create, asked } = scripted([created], { onResponse })
    await expect(create()).rejects.toThrow(/a task may exist.*disk full/s)
    expect(asked()).toEqual([post])
  })
})

describe('where a task cannot be looked up, an end without an answer is never sent again', () => {
  const other = { id: 'relay', baseUrl: 'https://relay.example', byExternalId: () => false }
  const cases = [
    { why: 'the operation has no such id', operation: lipSync.create, gateway: undefined, list: 'listLipSync' },
    { why: 'no reading by it is documented', operation: advancedLipSync.create, gateway: undefined, list: 'listAdvancedLipSync' },
    { why: 'the gateway documents no reading by it', operation: text2Video.create, gateway: other, list: 'listText2Video' },
  ]
  for (const { why, operation, gateway, list } of cases) {
    test(why, async () => {
      const { client, requests } = scripted([refusal(504, 5002)], { gateway })
      const error = await createTask(client, operation, {}).catch((thrown) => thrown)
      expect(error).toBeInstanceOf(KlingUnknownOutcomeError)
      expect(error.cause).toBeInstanceOf(KlingServerError)
      expect(error.message).toContain(`look with ${list} among the tasks created from 2026-11-20T00:00:00.000Z to `)
      expect(requests).toHaveLength(1)
    })
  }
})

describe('"already exists"', () => {
  test('on a first attempt is an error: an earlier call has used the id', async () => {
    const { create, asked } = scripted([taken])
    await expect(create()).rejects.toThrow(KlingDuplicateExternalIdError)
    expect(asked()).toEqual([post])
  })

  test('also after attempts that were answered', async () => {
    const auth = { kind: 'api-key' as const, bearer: () => 'any', renew: () => {} }
    const { create } = scripted([refusal(401, 1003), refusal(429, 1303), taken], { apiKey: '', auth })
    await expect(create()).rejects.toThrow(KlingDuplicateExternalIdError)
  })
})

describe('refusals', () => {
  test('1302 and 1303 wait as long as Retry-After says', async () => {
    const { create, clock } = scripted([refusal(429, 1303, 'no', { 'retry-after': '20' }), refusal(429, 1302, 'no', { 'retry-after': '40' }), created])
    await create()
    expect(clock.elapsed).toBe(60_000)
  })

  test('else longer each time, up to a limit and to the end of the call', async () => {
    const { create, clock, asked } = scripted([refusal(429, 1303)])
    await expect(create()).rejects.toThrow(KlingConcurrencyError)
    // 1.5, 3, 6, 11.25, then 11.25 s each: half of it is random.
    expect(asked()).toHaveLength(13)
    expect(clock.elapsed).toBeGreaterThan(100_000)
    expect(clock.elapsed).toBeLessThan(120_000)
  })

  test('a pause longer than the call may last is not begun', async () => {
    const { create, clock } = scripted([refusal(429, 1302, 'no', { 'retry-after': '121' })])
    await expect(create()).rejects.toThrow(KlingRateLimitError)
    expect(clock.elapsed).toBe(0)
  })

  for (const code of [1003, 1004]) {
    test(`${code} is signed again, once`, async () => {
      let renewed = 0
      const auth = { kind: 'api-key' as const, bearer: () => 'any', renew: () => void renewed++ }
      const { create, asked } = scripted([refusal(401, code)], { apiKey: '', auth })
      await expect(create()).rejects.toMatchObject({ klingCode: code, attempts: 2 })
      expect([renewed, asked().length]).toEqual([1, 2])
    })
  }

  for (const [status, code] of [
    [401, 1000],
    [401, 1001],
    [401, 1002],
    [429, 1100],
    [429, 1101],
    [429, 1102],
    [403, 1103],
    [400, 1200],
    [400, 1201],
    [404, 1202],
    [404, 1203],
    [400, 1300],
    [400, 1301],
    [429, 1304],
  ] as const) {
    test(`${code} is never sent again`, async () => {
      const { create, asked } = scripted([refusal(status, code)])
      await expect(create()).rejects.toMatchObject({ klingCode: code })
      expect(asked()).toEqual([post])
    })
  }
})

describe('an abort', () => {
  const enough = new Error('enough')

  test('sends nothing more; where something was sent the error has the id and says that a task may exist', async () => {
    for (const answers of [[{ hangs: true }], [reset, { hangs: true }], [reset, missing, { hangs: true }], [reset]] satisfies ScriptedAnswer[][]) {
      const controller = new AbortController()
      const { create, clock, requests } = scripted(answers)
      if (answers.length === 1 && answers[0] === reset) clock.at(clock.now() + 100, () => controller.abort(enough))
      else clock.at(clock.now() + 2000, () => controller.abort(enough))
      const error = await create(mine, { signal: controller.signal }).catch((thrown) => thrown)
      expect(error).toBeInstanceOf(KlingUnknownOutcomeError)
      expect(error).toMatchObject({ external_task_id: 'mine', cause: enough })
      expect(error.message).toContain('a task may exist')
      expect(requests).toHaveLength(answers.length)
    }
  })

  test('before anything was sent, also while a hook runs, says so', async () => {
    const controller = new AbortController()
    const { create, requests } = scripted([created], { onRequest: () => controller.abort(enough) })
    for (let time = 0; time < 2; time++) {
      const error = await create(mine, { signal: controller.signal }).catch((thrown) => thrown)
      expect(error).toBeInstanceOf(KlingError)
      expect(error).not.toBeInstanceOf(KlingUnknownOutcomeError)
      expect(error).toMatchObject({ message: expect.stringContaining('nothing was sent'), cause: enough })
    }
    expect(requests).toHaveLength(0)
  })

  test('while it was put off says that there is no task', async () => {
    const controller = new AbortController()
    const { create, clock } = scripted([refusal(429, 1303)])
    clock.at(clock.now() + 100, () => controller.abort(enough))
    await expect(create(mine, { signal: controller.signal })).rejects.toThrow('there is no task')
  })
})

test('against the simulator: two calls with one id make one task', async () => {
  const { fetch, control } = createSimulator({ random: seededRandom(1) })
  const client = createClient({ apiKey: 'any', fetch })
  const ends = await Promise.allSettled([createTask(client, text2Video.create, mine), createTask(client, text2Video.create, mine)])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await control.taskCount()).toBe(1)
})
