import '../src/vitest.js'
import { type Mock, startMock } from '@klingkit/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, speed: 'instant' })
})
afterAll(() => mock.close())

const ask = (path: string, body?: object) =>
  fetch(`${mock.url}${path}`, {
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }
const refusal = { code: 1201, message: 'prompt is required', request_id: 'b3c5' }

describe('toMatchKlingResponse', () => {
  test('takes a Response, which can still be read', async () => {
    const response = await ask('/v1/videos/text2video', fox)
    await expect(response).toMatchKlingResponse('createText2Video')
    expect(((await response.json()) as any).data.task_status).toBe('submitted')
  })

  test('takes refusals, which are documented too', async () => {
    await expect(await ask('/v1/videos/text2video', {})).toMatchKlingResponse('createText2Video')
  })

  test('takes what other clients make of an answer, and a body alone', async () => {
    const body = await (await ask('/v1/videos/text2video', fox)).json()
    await expect(body).toMatchKlingResponse('createText2Video')
    await expect({ status: 200, body }).toMatchKlingResponse('createText2Video')
    await expect({ status: 200, data: body, headers: {} }).toMatchKlingResponse('createText2Video')
    await expect({ status: 400, body: refusal }).toMatchKlingResponse('createText2Video')
  })

  test('says what is wrong', async () => {
    const matched = expect({ status: 200, body: { code: 0, message: 'SUCCEED', request_id: 'x', data: { task_id: 7 } } }).toMatchKlingResponse(
      'createText2Video',
    )
    await expect(matched).rejects.toThrow(/response-schema at response\.data.*\n?.*task_id/)
  })

  test('holds against the document of a gateway', async () => {
    const nested = { message: 'no', data: { message: 'no', data: refusal } }
    await expect({ status: 400, body: nested }).toMatchKlingResponse('createText2Video', { gateway: 'cometapi' })
    await expect({ status: 400, body: nested }).not.toMatchKlingResponse('createText2Video')
  })

  test('tells the way out of a mistyped operation, and of a Response that was read', async () => {
    await expect(expect({}).toMatchKlingResponse('makeVideo' as never)).rejects.toThrow(/has no operation 'makeVideo'/)
    const read = await ask('/v1/videos/text2video', fox)
    await read.text()
    await expect(expect(read).toMatchKlingResponse('createText2Video')).rejects.toThrow(/before you read it/)
  })
})

describe('toBeKlingError', () => {
  test('takes a body, also one relayed by a gateway', () => {
    expect(refusal).toBeKlingError(1201)
    expect({ message: 'no', data: { message: 'no', data: refusal } }).toBeKlingError(1201)
    expect(refusal).not.toBeKlingError(1303)
    expect({ code: 0, message: 'SUCCEED' }).not.toBeKlingError(1201)
  })

  test('takes what a client throws', async () => {
    const failing = async () => {
      throw Object.assign(new Error('prompt is required'), { code: 1201 })
    }
    await expect(failing()).rejects.toBeKlingError(1201)
    expect(new Error('outer', { cause: Object.assign(new Error('inner'), { code: 1302 }) })).toBeKlingError(1302)
  })

  test('takes a Response', async () => {
    await expect(await ask('/v1/videos/text2video', {})).toBeKlingError(1201)
    await expect(await ask('/v1/videos/text2video', fox)).not.toBeKlingError(1201)
  })

  test('shows what came instead', () => {
    expect(() => expect(refusal).toBeKlingError(1303)).toThrow('expected a Kling error with code 1303, got code 1201: prompt is required')
  })

  test('knows which codes there are', () => {
    expect(() => expect(refusal).toBeKlingError(4711)).toThrow(/no error code of Kling; there are 1000/)
  })
})

test('a Promise is not taken for an answer', async () => {
  await expect(expect(Promise.resolve({ code: 0 })).toMatchKlingResponse('getText2Video')).rejects.toThrow('await the answer')
})
