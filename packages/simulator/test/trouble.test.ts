import { errorCodes, operations } from '@klingkit/openapi/runtime'
import { describe, expect, test } from 'vitest'
import { parseTrouble, readTrouble, TroubleError } from '../src/index.js'
import { quiet, rememberingSender } from './support/receiver.js'
import { createWorld, second, type World } from './support/world.js'

const text2video = '/v1/videos/text2video'
const body = { model_name: 'kling-v3', prompt: 'a fox in the snow' }
const trouble = (words: string) => ({ 'kling-mock-trouble': words })

describe('a header makes trouble for one request', () => {
  test.each(errorCodes.filter(({ code }) => code !== 0).map(({ code, http }) => [code, http]))('code %i with its status %i', async (code, http) => {
    const world = createWorld()
    for (const url of [text2video, '/tasks']) {
      const { status, json } = await world.post(url, url === '/tasks' ? {} : body, trouble(`code=${code}`))
      expect([status, json.code]).toEqual([http, code])
      expect(json.message).not.toBe('')
    }
    expect(await world.control.taskCount()).toBe(0)
  })

  test('with another status, and a message of your own', async () => {
    const world = createWorld()
    const { status, json } = await world.post(text2video, body, trouble('code=1303, http=503, message=not today'))
    expect([status, json.code, json.message]).toEqual([503, 1303, 'not today'])
    const byStatus = await world.post(text2video, body, trouble('http=504'))
    expect([byStatus.status, byStatus.json.code]).toEqual([504, 5002])
  })

  test('texts are those that were captured', async () => {
    const said = async (code: number, url = text2video) => (await createWorld().post(url, body, trouble(`code=${code}`))).json.message
    expect(await said(1303)).toBe('parallel task over resource pack limit')
    expect(await said(1102)).toBe('Account balance not enough')
    expect(await said(1002)).toBe('The token was expected to have 3 parts, but got 0')
    expect(await said(1002, '/text-to-video/kling-3.0')).toMatch(/^Authentication error/)
    expect(await said(1301)).toBe('Blocked by the content-safety policy')
  })

  test('reads and lists too', async () => {
    const world = createWorld()
    expect((await world.get(`${text2video}/1`, trouble('code=5001'))).status).toBe(503)
    expect((await world.get(text2video, trouble('delay=2s'))).mischief).toEqual({ delay: 2000 })
  })

  test('what only the adapter can do is handed to it', async () => {
    const world = createWorld()
    const mischief = async (words: string) => (await world.post(text2video, body, trouble(words))).mischief
    expect(await mischief('delay=1.5s,slow=300ms,truncate=20')).toEqual({ delay: 1500, slow: 300, truncate: 20 })
    expect(await mischief('reset')).toEqual({ reset: true })
    expect(await mischief('code=1302,delay=1m')).toEqual({ delay: 60_000 })
    expect(await mischief('fail=risk-control')).toBeUndefined()
  })

  test('a failure by its name, or with words of your own', async () => {
    const world = createWorld()
    const message = async (words: string) => {
      const id = await world.create(text2video, body, trouble(words))
      world.clock.advance(2 * second)
      return (await world.get(`${text2video}/${id}`)).json.data.task_status_msg
    }
    expect(await message('fail')).toBe('Failure to pass the risk control system')
    expect(await message('fail=unreachable-file')).toBe('Something went wrong when we tried to get the contents of the file.')
    expect(await message('fail=No foxes today')).toBe('No foxes today')
  })

  test('a time or a number of reads of its own', async () => {
    const world = createWorld()
    const id = await world.create(text2video, body, trouble('time=30s'))
    world.clock.advance(29.9 * second)
    expect((await world.get(`${text2video}/${id}`)).json.data.task_status).toBe('processing')
    world.clock.advance(0.1 * second)
    expect((await world.get(`${text2video}/${id}`)).json.data.task_status).toBe('succeed')
    const counted = await world.create(text2video, body, trouble('reads=1'))
    expect((await world.get(`${text2video}/${counted}`)).json.data.task_status).toBe('succeed')
  })
})

describe('creates with an uncertain end', () => {
  const named = { ...body, external_task_id: 'order-1' }
  const found = async (world: World) => (await world.get('/tasks?external_task_ids=order-1')).json.data.length === 1

  test('the task is made, the answer is lost', async () => {
    const world = createWorld()
    const { mischief } = await world.post(text2video, named, trouble('lost-answer'))
    expect(mischief).toEqual({ reset: true })
    expect(await found(world)).toBe(true)
    // Nothing is made of what is refused, and the refusal arrives.
    const refused = await world.post(text2video, { model_name: 'kling-v3', prompt: '' }, trouble('lost-answer'))
    expect([refused.status, refused.mischief]).toEqual([400, undefined])
  })

  test('the task is made, the answer is an error', async () => {
    const world = createWorld()
    expect((await world.post(text2video, named, trouble('code=5000,created'))).status).toBe(500)
    expect(await found(world)).toBe(true)
    const without = createWorld()
    expect((await without.post(text2video, named, trouble('code=5000'))).status).toBe(500)
    expect(await found(without)).toBe(false)
  })

  test('the task is made late: before, it is nowhere to be found', async () => {
    const world = createWorld()
    const created = world.clock.now() + 3 * second
    expect((await world.post(text2video, named, trouble('code=5002,created-late=3s'))).status).toBe(504)
    const everywhere = async () => [
      await found(world),
      (await world.get(`${text2video}/order-1`)).status === 200,
      (await world.get(text2video)).json.data.length === 1,
      (await world.post('/tasks')).json.data.count === 1,
      (await world.post('/tasks', { end_time: created + second })).json.data.count === 1,
    ]
    expect(await everywhere()).toEqual([false, false, false, false, false])
    expect(await world.control.succeed((await world.control.tasks())[0]!.id as string)).toBe(false)
    // Who sends it again in the meantime finds the id taken.
    expect((await world.post(text2video, named)).json.message).toBe('External_task_id order-1 already exists')
    world.clock.advance(3 * second - 1)
    expect(await everywhere()).toEqual([false, false, false, false, false])
    world.clock.advance(1)
    expect(await everywhere()).toEqual([true, true, true, true, true])
    const { json } = await world.get(`${text2video}/order-1`)
    expect(json.data).toMatchObject({ task_status: 'submitted', created_at: created, updated_at: created })
    world.clock.advance(2 * second)
    expect((await world.get(`${text2video}/order-1`)).json.data.task_status).toBe('succeed')
  })

  test('a list is in order although one was created late', async () => {
    const world = createWorld()
    const late = await world.create(text2video, body, trouble('created-late=3s'))
    const ids = []
    for (let index = 0; index < 4; index++) {
      world.clock.advance(second)
      ids.unshift(await world.create(text2video, body))
    }
    // Of the two created in the same millisecond the late one was asked for first.
    const expected = [ids[0], ids[1], late, ids[2], ids[3]]
    expect((await world.get(text2video)).json.data.map((task: any) => task.task_id)).toEqual(expected)
    expect((await world.post('/tasks')).json.data.result.map((task: any) => task.id)).toEqual(expected)
  })
})

describe('rules make trouble for requests that match', () => {
  test.each<[string, object, string, Record<string, unknown>]>([
    ['an operation', { operation: 'createText2Video' }, '/v1/images/generations', body],
    ['the start of an operation', { operation: 'createText*' }, '/v1/images/generations', body],
    ['a model in the body', { model: 'kling-v3' }, text2video, { ...body, model_name: 'kling-v2-6' }],
    ['a word of the prompt', { prompt: 'snow' }, text2video, { ...body, prompt: 'a fox' }],
    ['several at once', { operation: 'createText2Video', prompt: 'snow' }, text2video, { ...body, prompt: 'a fox' }],
  ])('by %s', async (_, match, otherPath, otherBody) => {
    const world = createWorld()
    world.control.addRule({ match, then: 'code=1301' })
    expect((await world.post(text2video, body)).json.code).toBe(1301)
    expect((await world.post(otherPath, otherBody)).json.code).toBe(0)
  })

  test('by a model in the path, and a prompt among contents', async () => {
    const world = createWorld()
    world.control.addRule({ match: { model: 'kling-3.0-omni', prompt: 'snow' }, then: { code: 1302 } })
    const contents = (text: string) => ({ contents: [{ type: 'prompt', text }] })
    expect((await world.post('/omni-video/kling-3.0-omni', contents('snow'))).json.code).toBe(1302)
    expect((await world.post('/omni-video/kling-3.0-omni', contents('rain'))).json.code).toBe(0)
    expect((await world.post('/omni-video/kling-o1', contents('snow'))).json.code).toBe(0)
  })

  test('the n-th time only', async () => {
    const world = createWorld()
    world.control.addRule({ match: { operation: 'createText2Video', nth: 2 }, then: 'code=5001' })
    const codes = []
    for (let index = 0; index < 4; index++) codes.push((await world.post(text2video, body)).json.code)
    expect(codes).toEqual([0, 5001, 0, 0])
  })

  test('by chance, the same in every run with a seed', async () => {
    const codes = async (seed: number) => {
      const world = createWorld()
      world.control.addRule({ then: 'code=5001', probability: 0.3, seed })
      const seen = []
      for (let index = 0; index < 100; index++) seen.push((await world.get(text2video)).json.code)
      return seen
    }
    const first = await codes(1)
    expect(await codes(1)).toEqual(first)
    expect(await codes(2)).not.toEqual(first)
    const hits = first.filter((code) => code === 5001).length
    expect(hits).toBeGreaterThan(15)
    expect(hits).toBeLessThan(45)
  })

  test('the first that matches counts; each can be taken back', async () => {
    const world = createWorld()
    const first = world.control.addRule({ then: 'code=1302' })
    world.control.addRule({ then: 'code=1303' })
    expect((await world.post(text2video, body)).json.code).toBe(1302)
    expect(world.control.rules).toMatchObject([{ id: first, seen: 1 }, { seen: 0 }])
    expect(world.control.removeRule(first)).toBe(true)
    expect(world.control.removeRule(first)).toBe(false)
    expect((await world.post(text2video, body)).json.code).toBe(1303)
  })

  test('a header adds to a rule, word by word the nearer counts', async () => {
    const world = createWorld()
    world.control.addRule({ then: 'code=1302,delay=1s' })
    const { json, mischief } = await world.post(text2video, body, trouble('code=1303'))
    expect([json.code, mischief]).toEqual([1303, { delay: 1000 }])
  })

  test.each<[unknown, string]>([
    [{ then: 'explode' }, "'explode' is no word the mock knows; it knows code=1303"],
    [{ then: { explode: true } }, "'explode' is no trouble the mock knows; it knows code, http"],
    [{ then: { code: '1303' } }, 'code is a number'],
    [{ then: { code: 42 } }, "'42' is no error code of Kling"],
    [{ match: { path: '/x' }, then: 'reset' }, "'path' is no member of a match; these are operation, model, prompt, nth"],
    [{ when: {}, then: 'reset' }, "'when' is no member of a rule"],
    [{ match: {} }, "a rule needs 'then'"],
    [{ match: { operation: 'createText2Vidio' }, then: 'reset' }, "there is no operation 'createText2Vidio'; write the id of one"],
    [{ match: { operation: 'make*' }, then: 'reset' }, "there is no operation 'make*'"],
    [{ match: { prompt: 5 }, then: 'reset' }, 'prompt of a match is a text'],
    [{ match: { nth: 0 }, then: 'reset' }, 'nth of a match is a whole number from 1 on'],
    [{ match: [], then: 'reset' }, 'match of a rule is an object'],
    [{ probability: 2, then: 'reset' }, 'probability of a rule is a number from 0 to 1'],
    [{ seed: 'x', then: 'reset' }, 'seed of a rule is a whole number'],
    [7, 'a rule is an object'],
  ])('%o is refused', (rule, message) => {
    expect(() => createWorld().control.addRule(rule as never)).toThrow(message)
  })
})

describe('words in the own id', () => {
  test('make trouble for the task of that id', async () => {
    const world = createWorld()
    const external_task_id = 'kling-mock:fail=risk-control,time=5s;order-1'
    const { mischief } = await world.post(text2video, { ...body, external_task_id: `${external_task_id}-a` }, {})
    expect(mischief).toBeUndefined()
    world.clock.advance(5 * second)
    const { json } = await world.get(`${text2video}/${encodeURIComponent(`${external_task_id}-a`)}`)
    expect(json.data).toMatchObject({ task_status: 'failed', task_info: { external_task_id: `${external_task_id}-a` } })
  })

  test('on the new standard, and in the last segment of the callback address', async () => {
    const world = createWorld()
    const turbo = '/text-to-video/kling-3.0-turbo'
    const refused = await world.post(turbo, { prompt: 'a fox', options: { external_task_id: 'kling-mock:code=1303;x' } })
    expect(refused.json.code).toBe(1303)
    const address = { callback_url: 'http://127.0.0.1:9/hooks/kling-mock:code=1302;7?a=b' }
    expect((await world.post(turbo, { prompt: 'a fox', options: address })).json.code).toBe(1302)
    expect((await world.post(text2video, { ...body, callback_url: 'http://127.0.0.1:9/kling-mock%3Acode%3D1301' })).json.code).toBe(1301)
  })

  test('a word nobody knows is refused with those that are known', async () => {
    const world = createWorld()
    for (const external_task_id of ['kling-mock:explode;1', 'kling-mock:fail=risk-control,explode;1']) {
      const { status, json } = await world.post(text2video, { ...body, external_task_id })
      expect([status, json.code]).toEqual([400, 1201])
      expect(json.message).toBe(
        "kling-mock: 'explode' is no word the mock knows; it knows code=1303, http=503, message=text, delay=5s, reset, truncate=20, slow=3s, fail=risk-control, created, created-late=3s, lost-answer, time=30s, reads=3, callback=late:5s|doubled|lost|out-of-order",
      )
    }
    const header = await world.post(text2video, body, trouble('explode'))
    expect([header.status, header.json.message]).toEqual([400, expect.stringContaining('explode')])
  })

  test.each([
    'order;fail=risk-control',
    'fail=risk-control',
    'kling-mock',
    'Kling-Mock:code=1303',
    ' kling-mock:code=1303',
    'x-kling-mock:code=1303',
    'klingmock:explode',
  ])('without the prefix nothing is read: %s', async (external_task_id) => {
    const world = createWorld()
    const { status } = await world.post(text2video, { ...body, external_task_id })
    expect(status).toBe(200)
  })

  test('and nothing at all where they are switched off', async () => {
    const world = createWorld({ magic: false })
    const external_task_id = 'kling-mock:explode;1'
    expect((await world.post(text2video, { ...body, external_task_id, callback_url: 'http://127.0.0.1:9/kling-mock:explode' })).status).toBe(200)
    // The header still works: nobody sends it by accident.
    expect((await world.post(text2video, body, trouble('code=1303'))).json.code).toBe(1303)
  })

  test('a broken address says nothing', async () => {
    for (const callback_url of ['http://127.0.0.1/%E0%A4%A', 'http://127.0.0.1/kling-mock%ZZ']) {
      expect((await createWorld().post(text2video, { ...body, callback_url })).status).toBe(200)
    }
  })
})

describe('the words', () => {
  test('are read as they are written in the list', () => {
    expect(
      parseTrouble('code=1303,http=503,message=text,delay=5s,reset,truncate=20,slow=3s,fail=image-format,created,created-late=3s,lost-answer,time=30s,reads=3'),
    ).toEqual({
      code: 1303,
      http: 503,
      message: 'text',
      delay: 5000,
      reset: true,
      truncate: 20,
      slow: 3000,
      fail: 'Image format is invalid',
      created: true,
      createdLate: 3000,
      lostAnswer: true,
      time: 30_000,
      reads: 3,
    })
    expect(parseTrouble('callback=late:2s|doubled|lost|out-of-order')).toEqual({ callback: { late: 2000, doubled: true, lost: true, outOfOrder: true } })
    expect(parseTrouble('')).toEqual({})
  })

  test.each([
    'delay=soon',
    'delay',
    'code=0',
    'code=99',
    'http=200',
    'http=600',
    'reads=0',
    'reads=1.5',
    'callback=eaten',
    'reset=1',
    'truncate=-1',
    'constructor',
    '__proto__=1',
    'toString',
  ])('%s is refused', (words) => expect(() => parseTrouble(words)).toThrow(TroubleError))

  test('times in four units', () => {
    expect(['5', '500ms', '1.5s', '2m', '1h'].map((time) => parseTrouble(`delay=${time}`).delay)).toEqual([5000, 500, 1500, 120_000, 3_600_000])
  })

  test('an object says the same', () => {
    expect(readTrouble({ fail: 'risk-control', delay: 10 })).toEqual({ fail: 'Failure to pass the risk control system', delay: 10 })
    expect(readTrouble('delay=10ms')).toEqual({ delay: 10 })
  })
})

describe('three ways, one vocabulary', () => {
  test.each([
    'code=1303',
    'http=503',
    'code=1303,message=not today',
    'delay=5s',
    'reset',
    'truncate=20',
    'slow=3s',
    'fail=image-format',
    'code=5000,created',
    'created-late=3s',
    'lost-answer',
    'time=30s',
    'reads=9',
  ])('%s', async (words) => {
    const outcomes = []
    for (const way of ['header', 'rule', 'own id', 'callback address', 'start state'] as const) {
      const world = createWorld(way === 'start state' ? { seed: { rules: [{ then: words, match: { operation: 'createText2Video' } }] } } : {})
      if (way === 'rule') world.control.addRule({ then: words, match: { operation: 'createText2Video' } })
      const { status, json, mischief } = await world.post(
        text2video,
        {
          ...body,
          external_task_id: way === 'own id' ? `kling-mock:${words};1` : '1',
          callback_url: way === 'callback address' ? `http://127.0.0.1:9/kling-mock:${words};1` : '',
        },
        way === 'header' ? trouble(words) : {},
      )
      const states = []
      for (const wait of [0, 1, 3, 40]) {
        world.clock.advance(wait * second)
        states.push((await world.control.tasks()).map((task) => [task.status, task.message]))
        for (const task of await world.control.tasks()) await world.get(`${text2video}/${String(task.id)}`)
      }
      outcomes.push({ status, code: json.code, message: json.message, mischief, states })
    }
    for (const outcome of outcomes.slice(1)) expect(outcome).toEqual(outcomes[0])
    // Something is not as it is without trouble.
    const plain = createWorld()
    const untroubled = await plain.post(text2video, body)
    plain.clock.advance(4 * second)
    const [task] = await plain.control.tasks()
    const { status, mischief, states } = outcomes[0]!
    expect([status, mischief, states[2]]).not.toEqual([untroubled.status, untroubled.mischief, [[task!.status, task!.message]]])
  })

  test.each(['callback=doubled', 'callback=lost', 'callback=late:5s', 'callback=out-of-order'])('%s', async (words) => {
    const outcomes = []
    for (const way of ['header', 'rule', 'own id', 'callback address'] as const) {
      const { send, sent } = rememberingSender()
      const world = createWorld({ sendCallback: send })
      if (way === 'rule') world.control.addRule({ then: words })
      const callback_url = `http://127.0.0.1:9/${way === 'callback address' ? `kling-mock:${words}` : 'hook'}`
      await world.post(
        text2video,
        { ...body, callback_url, ...(way === 'own id' ? { external_task_id: `kling-mock:${words};1` } : {}) },
        way === 'header' ? trouble(words) : {},
      )
      const seen = []
      for (let step = 0; step < 4; step++) {
        await quiet()
        seen.push(sent.map((callback) => JSON.parse(callback.body).task_status))
        world.clock.advance(2 * second)
      }
      outcomes.push(seen)
    }
    for (const outcome of outcomes.slice(1)) expect(outcome).toEqual(outcomes[0])
    expect(outcomes[0]![2]).not.toEqual(['submitted', 'processing', 'succeed'])
  })
})

test('every operation can be troubled', async () => {
  for (const { id, method, path, standard } of operations) {
    const world = createWorld()
    const { status, json } = await world.send({
      method,
      url: path.replace('{id}', '1'),
      headers: { authorization: 'Bearer key', ...trouble('code=5001') },
      body: method === 'POST' ? '{}' : undefined,
    })
    expect([id, standard, status, json.code]).toEqual([id, standard, 503, 5001])
  }
})

describe('the log of requests names what made trouble', () => {
  const last = (world: World) => world.control.requests.at(-1)!

  test('a rule by its id; where it does not hit, nothing', async () => {
    const world = createWorld()
    const rule = world.control.addRule({ match: { operation: 'create*', nth: 2 }, then: 'code=1301' })
    await world.post(text2video, body)
    expect(last(world)).not.toHaveProperty('trouble')
    await world.post(text2video, body)
    expect(last(world)).toMatchObject({
      trouble: [{ by: 'rule', rule, words: 'code=1301' }],
      refusal: { code: 1301, message: 'Blocked by the content-safety policy' },
    })
  })

  test('header, callback address and external id, in the order in which the last counts', async () => {
    const world = createWorld()
    world.control.addRule({ then: { code: 1303 } })
    const own = { external_task_id: 'kling-mock:http=503;mine', callback_url: 'http://127.0.0.1:1/kling-mock%3Acallback%3Dlost' }
    const { status } = await world.post(text2video, { ...body, ...own }, trouble('delay=1s'))
    expect(status).toBe(503)
    expect(last(world).trouble).toEqual([
      { by: 'rule', rule: 'rule-1', words: '{"code":1303}' },
      { by: 'header', words: 'delay=1s' },
      { by: 'callback_url', words: 'callback=lost' },
      { by: 'external_task_id', words: 'http=503' },
    ])
  })

  test('words nobody knows are a refusal, and no trouble', async () => {
    const world = createWorld()
    world.control.addRule({ then: 'reset' })
    const { mischief } = await world.post(text2video, body, trouble('nonsense'))
    expect(mischief).toBeUndefined()
    expect(last(world)).not.toHaveProperty('trouble')
    expect(last(world).refusal).toMatchObject({ code: 1201, message: expect.stringContaining("'nonsense' is no word") })
  })
})
