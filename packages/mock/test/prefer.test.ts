import { examples } from '@klingkit/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { refusalOf } from './support/kling-shape.js'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, mode: 'replay' })
})
afterAll(() => mock.close())

const one = '/v1/videos/text2video/868890153925369900'
const get = (prefer: string) => ask(mock, one, { headers: { prefer } })

describe('the answer without a wish', () => {
  test('a create is a fresh task', async () => {
    const { status, json } = await ask(mock, '/v1/videos/text2video', { body: { model_name: 'kling-v3', prompt: 'a fox in the snow' } })
    expect(status).toBe(200)
    expect(json).toEqual(examples.createText2Video['200']!.submitted)
  })

  test('a read is a finished task', async () => {
    expect((await ask(mock, one)).json).toEqual(examples.getText2Video['200']!.succeed)
  })

  test('a list is a page', async () => {
    expect((await ask(mock, '/v1/videos/text2video?pageNum=1&pageSize=30')).json).toEqual(examples.listText2Video['200']!.page)
  })
})

describe('Prefer', () => {
  test('a code takes its first example', async () => {
    const { status, json } = await get('code=429')
    expect(status).toBe(429)
    expect(json).toEqual(examples.getText2Video['429']!['error-1303'])
  })

  test('an example takes that one', async () => {
    expect((await get('example=processing')).json).toEqual(examples.getText2Video['200']!.processing)
  })

  test('code and example together, in either spelling', async () => {
    const wanted = examples.getText2Video['400']!['not-found']
    for (const prefer of ['code=400, example=not-found', 'code=400; example="not-found"', 'example=not-found,code=400']) {
      const { status, json } = await get(prefer)
      expect(status).toBe(400)
      expect(json).toEqual(wanted)
    }
  })

  test('an example of another status needs no code', async () => {
    expect((await get('example=error-5001')).status).toBe(503)
  })

  test('other wishes are ignored', async () => {
    expect((await get('respond-async, wait=10')).status).toBe(200)
  })

  test.each(['code=418', 'code=abc', 'code=99999', 'code=constructor'])('%s: what does not exist is refused with the codes that do', async (prefer) => {
    const { status, json } = await get(prefer)
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201, expect.stringContaining('it has 200, 400, 401, 403, 404, 429, 500, 503, 504')))
  })

  test('an example that does not exist is refused with the names that do', async () => {
    const { status, json } = await get('code=200, example=suceed')
    expect(status).toBe(400)
    expect(json).toEqual(
      refusalOf(
        1201,
        expect.stringMatching(/^Prefer: getText2Video has no example 'suceed' with code 200; it has 200: succeed, submitted, processing, failed/),
      ),
    )
    expect((await get('example=nonsense')).json.message).toContain('404: error-1203, error-1202')
  })

  test('a bad body is refused whatever is wished for', async () => {
    const { status, json } = await ask(mock, '/v1/videos/text2video', { body: { prompt: 12 }, headers: { prefer: 'code=200' } })
    expect(status).toBe(400)
    expect(json).toEqual(refusalOf(1201))
  })
})

test('every operation can be asked for each of the error codes', async () => {
  const names = Object.values(examples.createAvatar).flatMap((byName) => Object.keys(byName))
  const codes = names.filter((name) => name.startsWith('error-'))
  expect(codes).toHaveLength(21)
  for (const name of codes) {
    const { json } = await ask(mock, '/v1/videos/avatar/image2video/1', { headers: { prefer: `example=${name}` } })
    expect(`error-${json.code}`).toBe(name)
  }
})
