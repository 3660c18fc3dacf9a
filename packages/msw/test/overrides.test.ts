import { HttpResponse } from 'msw'
import { describe, expect, test } from 'vitest'
import { type GatewayName, klingHandlers } from '../src/index.js'
import { call, fox, official } from './support/call.js'
import { withHandlers } from './support/with-handlers.js'

const create = () => call('POST', `${official}/v1/videos/text2video`, fox)
const read = (id = '1') => call('GET', `${official}/v1/videos/text2video/${id}`)

/** A body with the kinds of its values in their place. */
const shapeOf = (value: any): unknown =>
  value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)])) : typeof value

describe('for as long as the handlers live', () => {
  test('by the name of an error', async () => {
    const kling = klingHandlers({ overrides: { createText2Video: 'error-1303' } })
    withHandlers(...kling)
    expect(await create()).toMatchObject({ status: 429, body: { code: 1303, message: 'parallel task over resource pack limit' } })
    expect(await kling.control.taskCount()).toBe(0)
  })

  test('by the name of a success', async () => {
    withHandlers(...klingHandlers({ overrides: { getText2Video: 'processing' } }))
    expect(await read()).toMatchObject({ status: 200, body: { code: 0, data: { task_status: 'processing' } } })
  })

  test('by a body', async () => {
    withHandlers(...klingHandlers({ overrides: { getText2Video: { status: 503, headers: { 'retry-after': '7' }, body: { code: 5001, message: 'busy' } } } }))
    const answer = await read()
    expect(answer).toMatchObject({ status: 503, body: { code: 5001, message: 'busy' } })
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(answer.headers.get('content-type')).toBe('application/json')
  })

  test('by a text, as a proxy in between would send it', async () => {
    withHandlers(...klingHandlers({ overrides: { getText2Video: { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' } } }))
    const response = await fetch(`${official}/v1/videos/text2video/1`)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([502, 'text/html', '<h1>Bad gateway</h1>'])
  })

  test('by a status alone', async () => {
    withHandlers(...klingHandlers({ overrides: { getText2Video: { status: 504 } } }))
    expect(await read()).toMatchObject({ status: 504, body: undefined })
  })

  test('by a resolver, which knows the parameters of the path', async () => {
    withHandlers(...klingHandlers({ overrides: { getText2Video: ({ params }) => HttpResponse.json({ asked: params.id }) } }))
    expect((await read('a%2Fb')).body).toEqual({ asked: 'a/b' })
  })

  test('a resolver that returns nothing leaves it to the simulator', async () => {
    const seen: string[] = []
    withHandlers(...klingHandlers({ overrides: { createText2Video: async ({ request }) => void seen.push((await request.clone().json()).prompt) } }))
    expect((await create()).body.data.task_status).toBe('submitted')
    expect(seen).toEqual([fox.prompt])
  })
})

describe('for one test', () => {
  test('until the handlers are reset', async () => {
    const kling = klingHandlers()
    const server = withHandlers(...kling)
    server.use(kling.override('getText2Video', 'processing'))
    expect((await read()).body.data.task_status).toBe('processing')
    server.resetHandlers()
    expect((await read()).status).toBe(400)
  })

  test('for the next request only', async () => {
    const kling = klingHandlers()
    withHandlers(...kling).use(kling.override('createText2Video', 'error-1302', { once: true }))
    expect((await create()).body.code).toBe(1302)
    expect((await create()).body.code).toBe(0)
  })

  test('as a sequence, with a generator', async () => {
    const kling = klingHandlers()
    withHandlers(...kling).use(
      kling.override('getText2Video', function* () {
        yield HttpResponse.json({ turn: 1 })
        return HttpResponse.json({ turn: 2 })
      }),
    )
    expect([(await read()).body.turn, (await read()).body.turn, (await read()).body.turn]).toEqual([1, 2, 2])
  })

  test('other operations go on', async () => {
    const kling = klingHandlers()
    withHandlers(...kling).use(kling.override('createText2Video', 'error-1303'))
    expect((await call('GET', `${official}/v1/videos/text2video`)).body.data).toEqual([])
  })
})

test('long ids stand in an example as they stand on the wire', async () => {
  withHandlers(...klingHandlers({ overrides: { getAdvancedCustomElement: 'succeed' } }))
  const text = await (await fetch(`${official}/v1/general/advanced-custom-elements/1`)).text()
  expect(text).toMatch(/"element_id":\d{18}[,}]/)
})

test.each<[GatewayName, string]>([
  ['official', `${official}/v1/videos/text2video`],
  ['cometapi', 'https://api.cometapi.com/kling/v1/videos/text2video'],
  ['cloudsway', 'https://genaiapi.cloudsway.net/v1/ai/mine/kling/videos/text2video'],
])('an error by name has the shape of a refusal by the simulator: %s', async (gateway, url) => {
  const kling = klingHandlers({ gateway })
  const server = withHandlers(...kling)
  const refused = await call('POST', url, {})
  server.use(kling.override('createText2Video', 'error-1201'))
  const named = await call('POST', url, {})
  expect(named.status).toBe(refused.status)
  expect(shapeOf(named.body)).toEqual(shapeOf(refused.body))
})

describe('what does not exist is said at once', () => {
  test('an example', () => {
    expect(() => klingHandlers().override('createText2Video', 'error-9999')).toThrow(
      /createText2Video has no example 'error-9999'; it has submitted, error-1000, /,
    )
  })

  test('an operation', () => {
    expect(() => klingHandlers({ overrides: { createText3Video: 'submitted' } as any })).toThrow("there is no operation 'createText3Video'")
  })

  test('an operation of the gateway', () => {
    expect(() => klingHandlers({ gateway: 'cloudsway' }).override('createVideoEffect', 'submitted')).toThrow('cloudsway does not relay createVideoEffect')
  })
})
