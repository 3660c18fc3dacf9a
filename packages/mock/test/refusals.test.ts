import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { refusalOf, unroutedAt } from './support/kling-shape.js'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, mode: 'replay' })
})
afterAll(() => mock.close())

const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }

describe('credentials', () => {
  test.each(['/v1/videos/text2video', '/tasks?task_ids=1', '/account/costs?start_time=1&end_time=2'])('%s without Authorization is 401/1001', async (path) => {
    const { status, json } = await ask(mock, path, { headers: { authorization: '' } })
    expect(status).toBe(401)
    expect(json).toEqual(refusalOf(1001, 'Authorization is empty'))
  })

  test('a header that is no bearer token is 401/1002, in the words of that standard', async () => {
    const legacy = await ask(mock, '/v1/videos/text2video', { headers: { authorization: 'Basic abc' } })
    expect(legacy.status).toBe(401)
    expect(legacy.json).toEqual(refusalOf(1002, 'The token was expected to have 3 parts, but got 0'))
    const fresh = await ask(mock, '/tasks?task_ids=1', { headers: { authorization: 'abc' } })
    expect(fresh.json).toEqual(refusalOf(1002, expect.stringContaining('does not support AK/SK')))
  })
})

describe('where a request goes', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('the wrong method %s is 404/1202', async (method) => {
    const { status, json } = await ask(mock, '/v1/videos/text2video', { method })
    expect(status).toBe(404)
    expect(json).toEqual(refusalOf(1202))
  })

  test('a read of something that can only be posted is a wrong method too', async () => {
    expect((await ask(mock, '/v1/audio/tts')).json).toEqual(refusalOf(1202))
  })

  test.each([
    '/',
    '/v1',
    '/v1/models',
    '/v1/videos/video2video',
    '/openapi.json',
    '/text-to-video',
    '/v1/videos/text2video/1/2',
    '//v1/videos/text2video',
    '/v1/videos/text2video//',
  ])('the unknown path %s is answered by the framework', async (path) => {
    const { status, json } = await ask(mock, path)
    expect(status).toBe(404)
    expect(json).toEqual(unroutedAt(path))
  })

  test.each(['text-to-video', 'image-to-video', 'omni-video', 'motion-control'])('an unknown model under /%s is 400/1201', async (prefix) => {
    const { status, json } = await ask(mock, `/${prefix}/kling-9.0`, { body: { prompt: 'x' } })
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, 'model is not supported'))
  })

  test('a slash at the end does no harm', async () => {
    const body = {
      session_id: '1',
      video_url: 'https://cdn.example.com/in.mp4',
      edit_mode: 'addition',
      prompt: 'x',
      image_list: [{ image: 'https://cdn.example.com/a.png' }],
    }
    const [without, withSlash] = [await ask(mock, '/v1/videos/multi-elements', { body }), await ask(mock, '/v1/videos/multi-elements/', { body })]
    expect(withSlash.status).toBe(without.status)
    expect(withSlash.json.code).toBe(without.json.code)
    expect((await ask(mock, '/v1/videos/multi-elements/?pageNum=1')).json).toEqual((await ask(mock, '/v1/videos/multi-elements?pageNum=1')).json)
  })

  test('HEAD is GET without the body', async () => {
    const { status, text, headers } = await ask(mock, '/v1/videos/text2video/1', { method: 'HEAD' })
    expect(status).toBe(200)
    expect(text).toBe('')
    expect(Number(headers.get('content-length'))).toBeGreaterThan(100)
  })

  test.each(['a%2Fb', '%E4%BD%A0', 'a%20b', '%zz', '100%25'])('an id may hold anything: %s', async (id) => {
    expect((await ask(mock, `/v1/videos/text2video/${id}`)).status).toBe(200)
  })
})

describe('what a request says', () => {
  test('a body that breaks a rule is 400/1201 with the message of the rule', async () => {
    const { status, json } = await ask(mock, '/text-to-video/kling-3.0-turbo', { body: { prompt: 'x', settings: { resolution: '720P' } } })
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, expect.stringMatching(/^settings\.resolution value '720P' is invalid, allowed values: /)))
  })

  test('a rule over several fields, which JSON Schema cannot say, counts as well', async () => {
    const shots = [
      { index: 1, prompt: 'a', duration: '1' },
      { index: 2, prompt: 'b', duration: '2' },
    ]
    const { status, json } = await ask(mock, '/v1/videos/text2video', {
      body: { ...fox, multi_shot: true, shot_type: 'customize', multi_prompt: shots, duration: '5' },
    })
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201))
  })

  test('a query that breaks a rule is 400/1201', async () => {
    const { status, json } = await ask(mock, '/v1/videos/text2video?pageSize=100000')
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, expect.stringContaining('pageSize')))
  })

  test('a parameter without a value counts as absent', async () => {
    expect((await ask(mock, '/v1/videos/text2video?pageNum=&pageSize')).status).toBe(200)
    expect((await ask(mock, '/tasks?task_ids=')).json).toEqual(refusalOf(1201, 'task_ids or external_task_ids is required'))
  })

  test.each(['{', '{"prompt": }', 'undefined', '{"prompt":"a"}}', "{'prompt':'a'}"])('broken JSON %s is 400/1201', async (body) => {
    const { status, json } = await ask(mock, '/v1/videos/text2video', { body })
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, 'Failed to resolve the request body'))
  })

  test('bytes that are no UTF-8 are broken JSON', async () => {
    const body = new Uint8Array([...Buffer.from('{"prompt":"'), 0xff, 0xfe, ...Buffer.from('"}')])
    expect((await ask(mock, '/v1/videos/text2video', { body })).json).toEqual(refusalOf(1201, 'Failed to resolve the request body'))
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense'])(
    'a body of type %s is not taken',
    async (type) => {
      const { status, json } = await ask(mock, '/v1/videos/text2video', { body: fox, headers: { 'content-type': type } })
      expect(status).toBe(400)
      expect(json).toEqual(refusalOf(1201, `Content-Type '${type}' is not supported, expected application/json`))
    },
  )

  test('a body without a content type is not taken either', async () => {
    const { json } = await ask(mock, '/v1/videos/text2video', { body: Buffer.from(JSON.stringify(fox)), headers: { 'content-type': '' } })
    expect(json).toEqual(refusalOf(1201, "Content-Type '' is not supported, expected application/json"))
  })

  test.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset=UTF-8'])('%s is JSON', async (type) => {
    expect((await ask(mock, '/v1/videos/text2video', { body: fox, headers: { 'content-type': type } })).status).toBe(200)
  })

  test('a missing body is refused', async () => {
    const { status, json } = await ask(mock, '/v1/videos/text2video', { method: 'POST', headers: { 'content-type': 'application/json' } })
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201))
  })

  test('fields that the service would ignore pass, and are named in a header', async () => {
    const { status, headers } = await ask(mock, '/v1/videos/text2video', { body: { ...fox, aspectRatio: '16:9' } })
    expect(status).toBe(200)
    expect(headers.get('kling-mock-warning')).toBe('aspectRatio is not a known field and will be ignored; did you mean aspect_ratio?')
  })

  test('a warning fits into a header whatever it names', async () => {
    const { status, headers } = await ask(mock, '/v1/videos/text2video', { body: { ...fox, 'ключ\r\nset-cookie: a=b': 1 } })
    expect(status).toBe(200)
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('kling-mock-warning')).toContain('will be ignored')
  })

  test('the service answers in JSON whatever is asked for', async () => {
    const { status, headers } = await ask(mock, '/v1/videos/text2video/1', { headers: { accept: 'text/html' } })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
  })
})
