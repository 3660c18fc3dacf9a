import { examples } from '@klingkit/openapi'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { isKlingShape, refusalOf, unroutedAt } from './support/kling-shape.js'
import { rawRequest, sendRaw } from './support/send-raw.js'

const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }
const text2video = '/v1/videos/text2video'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0 })
})
afterAll(() => mock.close())
afterEach(() => mock.control.reset())

async function create(body: object = fox, headers: Record<string, string> = {}): Promise<string> {
  const { json } = await ask(mock, text2video, { body, headers })
  return json.data.task_id
}

const statusOf = async (id: string) => (await ask(mock, `${text2video}/${id}`)).json.data.task_status

test('a task moves from submitted to succeed, as time goes by', async () => {
  mock.control.clock.freeze()
  const id = await create()
  expect(await statusOf(id)).toBe('submitted')
  mock.control.clock.advance(1000)
  expect(await statusOf(id)).toBe('processing')
  mock.control.clock.advance(60_000)
  expect(await statusOf(id)).toBe('succeed')
  mock.control.clock.unfreeze()
})

test('the list shows what was created, and is empty before', async () => {
  expect((await ask(mock, text2video)).json.data).toEqual([])
  const id = await create()
  expect((await ask(mock, text2video)).json.data).toMatchObject([{ task_id: id }])
})

test('an id that nobody made is refused as the service does', async () => {
  const { status, json } = await ask(mock, `${text2video}/1`)
  expect(status).toBe(400)
  expect(json).toEqual(refusalOf(1201, 'Task not found by id/external id: 1'))
})

test('HEAD is GET without the body', async () => {
  const { status, text, headers } = await ask(mock, text2video, { method: 'HEAD' })
  expect([status, text]).toEqual([200, ''])
  expect(Number(headers.get('content-length'))).toBeGreaterThan(50)
})

describe('bodies are judged as in replay mode', () => {
  test.each([
    [{ body: '{' }, 'Failed to resolve the request body'],
    [{ body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) }, 'Failed to resolve the request body'],
    [{ body: fox, headers: { 'content-type': 'text/plain' } }, "Content-Type 'text/plain' is not supported, expected application/json"],
    [{ body: Buffer.from('{}'), headers: { 'content-type': '' } }, "Content-Type '' is not supported, expected application/json"],
    [{ body: { ...fox, prompt: 12 } }, 'prompt value type is invalid, expected string'],
    [{ method: 'POST' }, 'body is required'],
  ])('%o', async (question, message) => {
    const { status, json } = await ask(mock, text2video, question)
    const replayed = await ask(mock, text2video, { ...question, headers: { ...(question as any).headers, prefer: 'code=200' } })
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, message))
    expect(replayed.json).toEqual(refusalOf(1201, message))
  })

  test('a body that comes with a GET is refused', async () => {
    const reply = await sendRaw(mock, rawRequest(`GET ${text2video}`, { 'content-type': 'application/json' }, '{}'))
    expect(reply!.status).toBe(400)
    expect(JSON.parse(reply!.body)).toEqual(refusalOf(1201))
  })

  test('credentials come first', async () => {
    const { json } = await ask(mock, text2video, { body: fox, headers: { authorization: '', 'content-type': 'text/plain' } })
    expect(json).toEqual(refusalOf(1001))
  })

  test('fields that the service would ignore pass, and are named in a header and in the log', async () => {
    const { headers } = await ask(mock, text2video, { body: { ...fox, aspectRatio: '16:9' } })
    expect(headers.get('kling-mock-warning')).toBe('aspectRatio is not a known field and will be ignored; did you mean aspect_ratio?')
    expect(mock.requests[0]!.warnings).toMatchObject([{ path: 'aspectRatio', suggestion: 'aspect_ratio' }])
  })

  test('why a body was refused stands in the log', async () => {
    await ask(mock, text2video, { body: { ...fox, mode: 'fast' } })
    expect(mock.requests[0]).toMatchObject({ operationId: 'createText2Video', status: 400, issues: [{ path: 'mode', rule: 'enum' }] })
  })

  test.each(['?pageSize=0', '?pageSize=501', '?pageNum=x', '?pageNum=1&pageNum=2'])('the query %s is refused', async (query) => {
    const { status, json } = await ask(mock, `${text2video}${query}`)
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, expect.stringMatching(/page(Size|Num)/)))
  })

  test('a query that lacks what it needs is refused, a parameter without a value counts as absent', async () => {
    expect((await ask(mock, '/tasks')).json).toEqual(refusalOf(1201, 'task_ids or external_task_ids is required'))
    expect((await ask(mock, '/tasks?task_ids=')).json).toEqual(refusalOf(1201, 'task_ids or external_task_ids is required'))
    expect((await ask(mock, `${text2video}?pageNum=&pageSize`)).status).toBe(200)
    expect((await ask(mock, '/tasks?task_ids=1')).json.data).toEqual([])
  })
})

describe('Prefer', () => {
  test('is answered with the documented example, and leaves no task behind', async () => {
    const { json } = await ask(mock, text2video, { body: fox, headers: { prefer: 'example=submitted' } })
    expect(json).toEqual(examples.createText2Video['200']!.submitted)
    expect(await mock.control.taskCount()).toBe(0)
    expect((await ask(mock, `${text2video}/any`, { headers: { prefer: 'example=processing' } })).json).toEqual(examples.getText2Video['200']!.processing)
    expect(mock.requests.map(({ operationId }) => operationId)).toEqual(['createText2Video', 'getText2Video'])
  })

  test('gives byte for byte what replay mode gives', async () => {
    await using replay = await startMock({ port: 0, mode: 'replay' })
    for (const prefer of ['code=429', 'example=failed', 'code=200', 'code=418', 'wait=5']) {
      const [ours, theirs] = await Promise.all([mock, replay].map((one) => ask(one, `${text2video}/1`, { headers: { prefer } })))
      expect([ours!.status, withoutRequestId(ours!.text)]).toEqual([theirs!.status, withoutRequestId(theirs!.text)])
    }
  })

  /** Refusals in words of the mock carry an id of their own. */
  const withoutRequestId = (text: string) => (text.includes('Prefer:') ? text.replace(/"request_id":"[^"]+"/, '') : text)
})

describe('credentials', () => {
  test('only the given ones are accepted', async () => {
    await using strict = await startMock({ port: 0, apiKeys: ['right', 'also-right'] })
    for (const key of ['right', 'also-right']) expect((await ask(strict, text2video, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200)
    expect((await ask(strict, text2video)).json).toEqual(refusalOf(1002))
  })
})

describe('one instance, all gateways', () => {
  test.each([
    ['cometapi', '/kling/v1/videos/text2video'],
    ['cloudsway', '/v1/ai/mine/kling/videos/text2video'],
  ] as const)('%s serves its own paths only', async (gateway, path) => {
    await using other = await startMock({ port: 0, gateway })
    const created = await ask(other, path, { body: fox })
    expect(created.status).toBe(200)
    expect((await ask(other, `${path}/${created.json.data.task_id}`)).status).toBe(200)
    expect((await ask(other, text2video, { body: fox })).json).toEqual(unroutedAt(text2video))
  })
})

describe('trouble that only the server can make', () => {
  const trouble = (words: string) => rawRequest(`POST ${text2video}`, { 'content-type': 'application/json', 'kling-mock-trouble': words }, JSON.stringify(fox))

  test('a reset ends the connection without a word', async () => {
    expect(await sendRaw(mock, trouble('reset'))).toBeUndefined()
    await expect(ask(mock, text2video, { body: fox, headers: { 'kling-mock-trouble': 'reset' } })).rejects.toThrow()
  })

  test('a lost answer leaves a task behind', async () => {
    expect(await sendRaw(mock, trouble('lost-answer'))).toBeUndefined()
    expect(await mock.control.taskCount()).toBe(1)
  })

  test('a cut answer promises more than it sends', async () => {
    const reply = await sendRaw(mock, trouble('truncate=20'))
    expect(reply!.body).toHaveLength(20)
    expect(Number(/content-length: (\d+)/.exec(reply!.head)![1])).toBeGreaterThan(100)
    await expect(ask(mock, text2video, { body: fox, headers: { 'kling-mock-trouble': 'truncate=20' } })).rejects.toThrow()
  })

  test('a delayed and a slow answer arrive whole', async () => {
    for (const words of ['delay=50ms', 'slow=100ms']) {
      const { status, text } = await ask(mock, text2video, { body: fox, headers: { 'kling-mock-trouble': words } })
      expect([status, isKlingShape(status, text)]).toEqual([200, true])
    }
  })

  test('a client that does not wait for a delayed answer keeps nothing alive, and close() does not wait either', async () => {
    const other = await startMock({ port: 0 })
    const gone = new AbortController()
    const asked = fetch(`${other.url}${text2video}`, { headers: { authorization: 'Bearer any', 'kling-mock-trouble': 'delay=60s' }, signal: gone.signal })
    const waiting = fetch(`${other.url}${text2video}`, { headers: { authorization: 'Bearer any', 'kling-mock-trouble': 'delay=60s' } })
    while (other.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    gone.abort()
    await expect(asked).rejects.toThrow()
    await other.close()
    await expect(waiting).rejects.toThrow()
  })
})

describe('media', () => {
  test('addresses lead to the mock and to files that are really there', async () => {
    await using quick = await startMock({ port: 0, speed: 'instant' })
    const { json } = await ask(quick, text2video, { body: { ...fox, duration: '5', aspect_ratio: '9:16' } })
    const done = await ask(quick, `${text2video}/${json.data.task_id}`)
    const { url } = done.json.data.task_result.videos[0]
    expect(url).toContain(quick.url)
    const file = await fetch(url)
    expect(file.headers.get('content-type')).toBe('video/mp4')
    expect(Number(file.headers.get('content-length'))).toBe((await file.arrayBuffer()).byteLength)
    const part = await fetch(url, { headers: { range: 'bytes=4-7' } })
    expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
    expect(quick.requests).toHaveLength(2)
  })

  test('with media: example they are https addresses of nobody', async () => {
    await using plain = await startMock({ port: 0, speed: 'instant', media: 'example' })
    const { json } = await ask(plain, text2video, { body: fox })
    const done = await ask(plain, `${text2video}/${json.data.task_id}`)
    expect(done.json.data.task_result.videos[0].url).toMatch(/^https:\/\/cdn\.example\.com\//)
  })
})
