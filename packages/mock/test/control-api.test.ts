import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { controlDocument } from '../src/control-api/control-document.js'
import { controlRoutes } from '../src/control-api/routes.js'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { startReceiver } from './support/receiver.js'
import { rawRequest, sendRaw } from './support/send-raw.js'

const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }
const text2video = '/v1/videos/text2video'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0 })
})
afterAll(() => mock.close())
afterEach(async () => {
  await mock.control.reset()
  mock.control.clock.unfreeze()
  mock.control.clock.setFactor(1)
})

const ajv = new Ajv2020({ strict: false })
ajv.addSchema(JSON.parse(JSON.stringify(controlDocument)), 'control')

/** Calls a route and holds what comes back against the control document. */
async function control(method: string, path: string, body?: unknown): Promise<any> {
  const { status, json } = await ask(mock, `/__kling${path}`, { method, ...(body === undefined ? {} : { body }) })
  const template = path.split('?')[0]!.replace(/^\/(tasks|rules)\/[^/]+/, '/$1/{id}')
  const responses = (controlDocument.paths as any)[template]?.[method.toLowerCase()]?.responses
  const schema = responses?.[status === 200 ? '200' : '4XX'].content['application/json'].schema
  if (schema) expect(ajv.validate(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"control#/')), json), JSON.stringify([ajv.errors, json])).toBe(true)
  return status === 200 ? json : { status, ...json }
}

const create = async (body: object = fox) => (await ask(mock, text2video, { body })).json.data?.task_id as string
const taskStatus = async (id: string) => (await ask(mock, `${text2video}/${id}`)).json.data.task_status

describe('what it can do', () => {
  test('health', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    await create()
    expect(await control('GET', '/health')).toEqual({ status: 'ok', version, mode: 'simulate', engine: 'auto', gateway: 'official', credentials: [], tasks: 1 })
  })

  test('health says which credentials are asked for, and never what they are', async () => {
    const options = { port: 0, apiKeys: ['the-key-of-nobody'], accessKey: 'the-access-key', secretKey: 'the-secret-key' }
    await using strict = await startMock(options)
    const { json } = await ask(strict, '/__kling/health')
    expect(json.credentials).toEqual(['api-key', 'access-key'])
    expect(JSON.stringify(json)).not.toMatch(/the-/)
  })

  test('tasks: list, advance, succeed, fail', async () => {
    mock.control.clock.freeze()
    const [first, second, third] = [await create(), await create(), await create()]
    expect((await control('GET', '/tasks')).tasks.map(({ id }: any) => id)).toEqual([third, second, first])
    expect((await control('GET', '/tasks?limit=1')).tasks).toHaveLength(1)
    await control('POST', `/tasks/${first}/advance`)
    expect(await taskStatus(first)).toBe('processing')
    await control('POST', `/tasks/${second}/succeed`)
    expect(await taskStatus(second)).toBe('succeed')
    await control('POST', `/tasks/${third}/fail`, { reason: 'no foxes' })
    expect((await ask(mock, `${text2video}/${third}`)).json.data).toMatchObject({ task_status: 'failed', task_status_msg: 'no foxes' })
    expect(await control('POST', '/tasks/1/succeed')).toEqual({ status: 404, message: "there is no task '1'; GET /__kling/tasks lists them" })
  })

  test('tasks, page by page, some by their ids, and with what lies ahead of them', async () => {
    mock.control.clock.freeze()
    const ids = [await create(), await create(), await create()].reverse()
    const [first] = (await control('GET', '/tasks?limit=1')).tasks
    expect(first.id).toBe(ids[0])
    expect(first.states.map(({ status, updatedAt }: any) => [status, updatedAt - first.create_time])).toEqual([
      ['submitted', 0],
      ['processing', 500],
      ['succeeded', 2000],
    ])
    expect((await control('GET', `/tasks?limit=2&after=${first.id}`)).tasks.map(({ id }: any) => id)).toEqual(ids.slice(1))
    expect((await control('GET', '/tasks?after=1')).tasks).toEqual([])
    expect((await control('GET', `/tasks?ids=${ids[2]},1,${ids[0]}`)).tasks.map(({ id }: any) => id)).toEqual([ids[0], ids[2]])
  })

  test('the words of trouble, failures and codes: all that a rule may say can be set', async () => {
    const { words, failures, codes } = await control('GET', '/words')
    for (const { form } of words) await control('POST', '/rules', { then: form.split('|')[0] })
    for (const { name } of failures) await control('POST', '/rules', { then: `fail=${name}` })
    for (const { code } of codes) await control('POST', '/rules', { then: `code=${code}` })
    expect((await control('GET', '/rules')).rules).toHaveLength(words.length + failures.length + codes.length)
  })

  test.each(['official', 'cometapi', 'cloudsway'])('operations of the view %s, each with documented bodies', async (view) => {
    const { operations, views } = await control('GET', `/operations?view=${view}`)
    expect(views).toContain(view)
    const create = operations.find(({ id }: any) => id === 'createText2Video')
    expect(create.path).toBe(
      { official: '', cometapi: '/kling', cloudsway: '/v1/ai/your-endpoint/kling' }[view] +
        (view === 'cloudsway' ? '/videos/text2video' : '/v1/videos/text2video'),
    )
    for (const { id, method } of operations) {
      const { json } = await ask(mock, `/__kling/operations/${id}/examples?view=${view}`)
      expect(json.examples.length, id).toBeGreaterThan(0)
      for (const { text } of json.examples) expect(typeof JSON.parse(text), `${method} ${id}`).toBe('object')
    }
  })

  test('examples keep every digit; what a view does not have is said', async () => {
    const { json } = await ask(mock, '/__kling/operations/createImage2Video/examples')
    expect(json.examples.map(({ text }: any) => text).join()).toContain('"element_id": 829836802793406551')
    expect((await ask(mock, '/__kling/operations/createAvatar/examples?view=cloudsway')).json.message).toContain(
      "no operation 'createAvatar' in the view cloudsway",
    )
    expect((await ask(mock, '/__kling/operations?view=mine')).json.message).toContain('view is one of official, cloudsway, cometapi')
  })

  test('what was spent, in units and dollars, charge by charge', async () => {
    mock.control.setSpeed('instant')
    const id = await create()
    mock.control.setSpeed('fast')
    const { packs, spent } = await control('GET', '/balance')
    expect(spent).toEqual({ units: [{ type: 'video', units: 3, usd: 0.42 }], usd: 0.42 })
    expect(packs[0]).toMatchObject({ type: 'video', used_slots: 0, unit_usd: 0.14 })
    expect((await control('GET', '/charges')).charges).toMatchObject([{ taskId: id, operation: 'createText2Video', amount: 3 }])
  })

  test('a webhook secret is made while it runs, and the mock itself takes callbacks in', async () => {
    expect((await control('GET', '/callbacks')).signed).toBe(false)
    const { secret } = await control('POST', '/webhook-secret')
    mock.control.setSpeed('instant')
    await create({ ...fox, callback_url: `${mock.url}/__kling/receiver` } as object)
    mock.control.setSpeed('fast')
    await expect.poll(() => mock.control.callbacks.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'delivered'])
    const { callbacks, signed } = await control('GET', '/callbacks')
    expect(signed).toBe(true)
    const [{ body, attempts }] = callbacks
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = attempts[0].signature
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`)
    expect(JSON.stringify(callbacks)).not.toContain(secret.slice(6))
  })

  test('who listens hears that somebody stepped in', async () => {
    const heard: unknown[] = []
    const stop = mock.listen((event) => event.type === 'control' && heard.push(event.path))
    await control('GET', '/clock')
    await control('POST', '/clock/advance', { by: '1s' })
    await control('POST', '/receiver', {})
    mock.control.clock.advance(1000)
    stop()
    expect(heard).toEqual(['/clock', '/clock'])
  })

  test('clock: read, freeze, advance, factor, unfreeze', async () => {
    expect(await control('POST', '/clock/freeze', { at: 1_800_000_000_000 })).toEqual({ now: 1_800_000_000_000, frozen: true, factor: 1 })
    expect(await control('POST', '/clock/advance', { by: '30d' })).toMatchObject({ now: 1_800_000_000_000 + 30 * 86_400_000 })
    expect(await control('POST', '/clock/advance', { by: 500 })).toMatchObject({ now: 1_800_000_000_500 + 30 * 86_400_000 })
    expect(await control('POST', '/clock/factor', { factor: 10 })).toMatchObject({ factor: 10 })
    expect(await control('GET', '/clock')).toEqual({ now: mock.control.clock.now(), frozen: true, factor: 10 })
    expect(await control('POST', '/clock/unfreeze')).toMatchObject({ frozen: false })
  })

  test('rules: add, list, delete', async () => {
    const rule = { match: { operation: 'createText2Video', nth: 1 }, then: 'code=1303' }
    const { id } = await control('POST', '/rules', rule)
    expect(await create()).toBeUndefined()
    expect(await create()).toBeDefined()
    expect((await control('GET', '/rules')).rules).toEqual([{ id, rule, seen: 2 }])
    await control('DELETE', `/rules/${id}`)
    expect((await control('GET', '/rules')).rules).toEqual([])
    expect(await control('DELETE', `/rules/${id}`)).toMatchObject({ status: 404 })
  })

  test('requests: what came in, what was refused and why', async () => {
    await ask(mock, text2video, { body: { ...fox, prompt: 1, aspectRatio: '1:1' } })
    await ask(mock, '/nowhere')
    const { id } = await control('POST', '/rules', { then: 'code=1303' })
    await ask(mock, text2video, { body: fox })
    const { requests } = await control('GET', '/requests')
    expect(requests).toMatchObject([
      { url: text2video, status: 400, issues: [{ path: 'prompt' }] },
      { url: '/nowhere', status: 404 },
      { url: text2video, status: 429, refusal: { code: 1303 }, trouble: [{ by: 'rule', rule: id, words: 'code=1303' }] },
    ])
  })

  test('callbacks: what went out', async () => {
    await using receiver = await startReceiver()
    const id = await create({ ...fox, callback_url: receiver.url })
    await receiver.after(1)
    const { callbacks } = await control('GET', '/callbacks')
    expect(callbacks).toMatchObject([{ taskId: id, url: receiver.url, status: 'submitted' }])
  })

  test('balance: read and set', async () => {
    const before = await control('GET', '/balance')
    expect(before.packs[0]).toMatchObject({ type: 'video', remaining: 1_000_000_000, slots: null })
    await control('POST', '/balance', { type: 'video', slots: 1 })
    mock.control.clock.freeze()
    await create()
    expect((await ask(mock, text2video, { body: fox })).json.code).toBe(1303)
    await control('POST', '/balance', { type: 'video', units: 0, slots: null })
    expect((await ask(mock, text2video, { body: fox })).json.code).toBe(1102)
    expect(await control('POST', '/balance', { type: 'music', units: 1 })).toMatchObject({ status: 400, message: expect.stringContaining('video') })
  })

  test('reset: forgets tasks and the log', async () => {
    await create()
    await control('POST', '/reset')
    expect(await control('GET', '/health')).toMatchObject({ tasks: 0 })
    expect(mock.requests).toEqual([])
  })

  test('events: everything as it happens', async () => {
    const stream = await fetch(`${mock.url}/__kling/events`)
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    await reader.read()
    const id = await create()
    let text = ''
    while (!/event: request\n.*\n\n/.test(text)) text += (await reader.read()).value
    expect(JSON.parse(/data: (.*)/.exec(text.slice(text.indexOf('event: request')))![1]!)).toMatchObject({
      request: { operationId: 'createText2Video', status: 200 },
    })
    expect(id).toBeDefined()
    await reader.cancel()
  })
})

describe('what it refuses, with the way out', () => {
  test.each<[string, string, unknown, number, string]>([
    ['POST', '/clock/advance', { by: 'soon' }, 400, 'by is a time'],
    ['POST', '/clock/factor', { factor: 0 }, 400, 'factor is a number above 0'],
    ['POST', '/clock/freeze', { at: 'now' }, 400, 'at is a number from 0'],
    ['POST', '/rules', {}, 400, 'then says what shall happen'],
    ['POST', '/rules', { then: 'explode' }, 400, 'it knows code=1303'],
    ['POST', '/rules', { then: 'reset', mach: {} }, 400, "'mach'"],
    ['POST', '/rules', { then: 'reset', match: { models: 'x' } }, 400, "'models'"],
    ['POST', '/rules', { then: 'reset', match: 'all' }, 400, 'match is an object'],
    ['POST', '/rules', { then: 'reset', seed: 'x' }, 400, 'seed is a whole number'],
    ['POST', '/rules', { then: 'reset', probability: 2 }, 400, 'from 0 to 1'],
    ['POST', '/balance', {}, 400, 'say units, slots or both'],
    ['GET', '/tasks?limit=0', undefined, 400, 'limit is a whole number from 1 to 1000'],
    ['GET', '/nowhere', undefined, 404, '/__kling/openapi.json'],
    ['DELETE', '/health', undefined, 405, 'use GET'],
    ['POST', '/reset', '[]', 400, 'must be a JSON object'],
    ['POST', '/reset', '{', 400, 'no JSON'],
  ])('%s %s %o', async (method, path, body, status, message) => {
    const { status: got, json } = await ask(mock, `/__kling${path}`, { method, ...(body === undefined ? {} : { body }) })
    expect([got, json]).toEqual([status, { message: expect.stringContaining(message) }])
  })
})

describe('who may use it', () => {
  const asked = (headers: Record<string, string>) => sendRaw(mock, rawRequest('GET /__kling/health', headers))

  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST', '127.0.0.1:4010'])('Host %s: this machine', async (host) => {
    expect((await asked({ host }))!.status).toBe(200)
  })

  test.each(['evil.example', 'evil.example:4010', 'localhost.evil.example', '192.0.2.1', 'user@localhost', '[::1', ''])(
    'Host %j is refused (DNS rebinding)',
    async (host) => {
      const reply = await asked({ host })
      expect(reply!.status).toBe(403)
      expect(JSON.parse(reply!.body).message).toMatch(/Host/)
    },
  )

  describe('a mock that has names of its own', () => {
    let named: Mock
    beforeAll(async () => {
      named = await startMock({ port: 0, host: '0.0.0.0', allowHosts: ['kling-mock', 'Mock.Internal', '[fd00::1]'] })
      return () => named.close()
    })
    const local = () => ({ url: named.url.replace('0.0.0.0', '127.0.0.1') })
    const asked = (headers: Record<string, string>) => sendRaw(local(), rawRequest('GET /__kling/health', headers))

    test.each(['kling-mock', 'kling-mock:4010', 'KLING-MOCK', 'mock.internal', '[fd00::1]:4010', '127.0.0.1', 'localhost', '0.0.0.0'])(
      'Host %s is one of them',
      async (host) => {
        expect((await asked({ host }))!.status).toBe(200)
      },
    )

    test.each(['kling-mock.evil.example', 'evil-kling-mock', 'internal', 'fd00::2'])('Host %s is not', async (host) => {
      expect((await asked({ host }))!.status).toBe(403)
    })

    test('a refused one is told the way out', async () => {
      expect(JSON.parse((await asked({ host: 'other-name:4010' }))!.body).message).toMatch(/allow the name with --allow-host other-name$/)
    })

    test('pages of its names may, those of other origins still may not', async () => {
      expect((await asked({ host: 'kling-mock:4010', origin: 'http://kling-mock:4010' }))!.status).toBe(200)
      expect((await asked({ host: 'kling-mock:4010', origin: 'http://evil.example' }))!.status).toBe(403)
    })

    test('addresses of media lead to a name, because nobody can call 0.0.0.0', async () => {
      named.control.setSpeed('instant')
      const { json } = await ask(local(), text2video, { body: fox })
      const { url } = (await ask(local(), `${text2video}/${json.data.task_id}`)).json.data.task_result.videos[0]
      expect(new URL(url).host).toBe(`kling-mock:${new URL(named.url).port}`)
    })
  })

  test('the name to listen on is one of them as well', async () => {
    await using named = await startMock({ port: 0, host: 'localhost' })
    expect((await ask(named, '/__kling/health')).status).toBe(200)
  })

  test.each(['*', 'http://kling-mock', 'kling-mock:4010', '.example', 'a b', 'a/b'])('%j is no name to allow', async (name) => {
    await expect(startMock({ port: 0, allowHosts: [name] })).rejects.toThrow('allowHosts holds names of hosts without scheme, port and path')
  })

  test.each(['http://evil.example', 'null', 'https://127.0.0.1.evil.example', 'http://localhost:1'])('a page of %s is refused', async (origin) => {
    const reply = await asked({ host: '127.0.0.1:4010', origin })
    expect(reply!.status).toBe(403)
  })

  test('its own pages may', async () => {
    expect((await asked({ host: 'localhost:4010', origin: 'http://localhost:4010', 'sec-fetch-site': 'same-origin' }))!.status).toBe(200)
  })

  test('what a page of another origin fetches without saying so is refused, a link is not', async () => {
    expect((await asked({ host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }))!.status).toBe(403)
    expect((await asked({ host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }))!.status).toBe(200)
  })

  test('no page of another origin is told it may read anything, not even by a preflight', async () => {
    const preflight = { origin: 'http://evil.example', 'access-control-request-method': 'POST' }
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      const { status, headers } = await ask(mock, '/__kling/reset', { method, headers: preflight })
      expect(status).toBe(403)
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('a refused request changes nothing', async () => {
    await create()
    await ask(mock, '/__kling/reset', { method: 'POST', headers: { origin: 'http://evil.example' } })
    expect(await mock.control.taskCount()).toBe(1)
  })
})

describe('the control document', () => {
  test('speaks of the routes there are, and of no others', () => {
    const documented = Object.entries(controlDocument.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`))
    const served = [...controlRoutes.map(({ method, path }) => `${method} ${path}`), 'GET /events']
    expect(documented.sort()).toEqual(served.sort())
  })

  test('is served, and clean by the rules Redocly recommends', async () => {
    const { json, text } = await ask(mock, '/__kling/openapi.json')
    expect(json).toEqual(JSON.parse(JSON.stringify(controlDocument)))
    const problems = await lintFromString({ source: text, config: await createConfig({ extends: ['recommended'] }) })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })
})
