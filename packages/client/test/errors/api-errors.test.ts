import { errors } from '@klingkit/openapi'
import { describe, expect, test } from 'vitest'
import * as client from '../../src/index.ts'
import { createClient, createKling, curlLine, KlingApiError, KlingServerError, request } from '../../src/index.ts'
import { createText2Video, getTasks, getText2Video } from '../../src/operations.ts'
import { refusal, scriptedFetch } from '../support/scripted-fetch.ts'

const failing = (...answers: Parameters<typeof scriptedFetch>) =>
  createClient({ apiKey: 'key-1', fetch: scriptedFetch(...answers).fetch, retry: false, curl: curlLine })
const caught = (promise: PromiseLike<unknown>): Promise<any> =>
  Promise.resolve(promise).then(
    () => expect.fail('it was a success'),
    (error) => error,
  )

/** What the groups of spec/errors.yaml mean to a caller; a new group must be decided on here. */
const classOfGroup: Record<string, (error: { code: number; http: number }) => string> = {
  authentication: () => 'KlingAuthenticationError',
  account: ({ http }) => (http === 403 ? 'KlingPermissionError' : 'KlingBalanceError'),
  'invalid parameters': ({ http }) => (http === 404 ? 'KlingNotFoundError' : 'KlingInvalidRequestError'),
  policy: ({ code }) =>
    (({ 1302: 'KlingRateLimitError', 1303: 'KlingConcurrencyError', 1304: 'KlingPermissionError' }) as Record<number, string>)[code] ?? 'KlingPolicyError',
  internal: () => 'KlingServerError',
}

describe('every error code of the document', () => {
  test.each(errors.codes.filter(({ code }) => code !== 0).map((row) => [row.code, row] as const))('%i', async (code, { http, group, retry, messages }) => {
    const message = messages?.find(({ name }) => !name)?.text ?? 'some text'
    const error = await caught(getText2Video(failing(refusal(http, code, message)), '1'))
    expect(error).toMatchObject({ name: classOfGroup[group]!({ code, http }), klingCode: code, status: http, retry, serverMessage: message, request_id: 'r-2' })
    expect(error).toBeInstanceOf(KlingApiError)
  })
})

describe('one code that says several things', () => {
  test.each(errors.codes.flatMap(({ messages = [] }) => messages.filter(({ name }) => name === 'duplicate-external-id').map(({ text }) => text)))(
    '%s',
    async (text) => {
      const error = await caught(createText2Video(failing(refusal(400, 1201, text)), { prompt: 'x' }))
      expect(error.code).toBe('KLING_DUPLICATE_EXTERNAL_ID')
    },
  )

  test.each(errors.codes.flatMap(({ messages = [] }) => messages.filter(({ name }) => name?.startsWith('not-found')).map(({ text }) => text)))(
    '%s',
    async (text) => {
      expect((await caught(getText2Video(failing(refusal(400, 1201, text)), '1'))).code).toBe('KLING_NOT_FOUND')
    },
  )
})

describe('what counts as an error', () => {
  test('a code other than 0, whatever the HTTP status', async () => {
    expect(await caught(getText2Video(failing(refusal(200, 1102)), '1'))).toMatchObject({ name: 'KlingBalanceError', status: 200 })
  })

  test('a second envelope inside the first, as the account has it', async () => {
    const inner = { body: { code: 0, message: 'SUCCEED', request_id: 'r', data: { code: 1100, msg: 'abnormal account' } } }
    expect(await caught(request(failing(inner), { path: '/account/costs' }))).toMatchObject({
      klingCode: 1100,
      serverMessage: 'abnormal account',
      request_id: 'r',
    })
  })

  test('the envelope of Kling in that of a gateway', async () => {
    const nested = { status: 400, body: { code: 'fail', data: { data: { code: 1201, message: 'Voice id not found', request_id: 'inner' } } } }
    expect(await caught(request(failing(nested), { path: '/x' }))).toMatchObject({ name: 'KlingInvalidRequestError', klingCode: 1201, request_id: 'inner' })
  })

  test('the framework error of a path that does not exist', async () => {
    const body = { timestamp: '2026-08-12T17:15:56.665+0000', status: 404, error: 'Not Found', message: 'No message available', path: '/x' }
    const error = await caught(request(failing({ status: 404, body }), { path: '/x' }))
    expect(error).toMatchObject({ name: 'KlingNotFoundError', klingCode: undefined, serverMessage: 'No message available' })
  })

  test.each([
    ['a page', '<html>hello</html>'],
    ['nothing', ''],
    ['a JSON value that is no object', '"ok"'],
    ['null', 'null'],
    ['an object without data and code', '{}'],
    ['JSON that was cut off', '{"code":0,"da'],
  ])('%s under HTTP 200', async (_, body) => {
    expect(await caught(request(failing({ body }), { path: '/x' }))).toMatchObject({
      name: 'KlingServerError',
      serverMessage: 'the answer has no message',
      retry: 'recover-first',
    })
  })

  test.each([
    [400, 'KlingInvalidRequestError', 'never'],
    [401, 'KlingAuthenticationError', 'never'],
    [402, 'KlingBalanceError', 'never'],
    [403, 'KlingPermissionError', 'never'],
    [404, 'KlingNotFoundError', 'never'],
    [418, 'KlingApiError', 'never'],
    [429, 'KlingRateLimitError', 'backoff'],
    [502, 'KlingServerError', 'recover-first'],
    [302, 'KlingApiError', 'never'],
  ])('HTTP %i without an envelope', async (status, name, retry) => {
    expect(await caught(request(failing({ status, body: 'Bad Gateway' }), { path: '/x' }))).toMatchObject({ name, status, retry, klingCode: undefined })
  })

  test('a code nobody knows is judged by its hundred', async () => {
    expect(await caught(request(failing(refusal(400, 1299)), { path: '/x' }))).toMatchObject({ name: 'KlingInvalidRequestError', retry: 'never' })
  })
})

describe('an answer that is not one of the API names where the call went, and where to look', () => {
  const hint = ' GET http://127.0.0.1:4010/api/tasks: check baseUrl and gateway'
  const lostCall = (answer: Parameters<typeof scriptedFetch>[0]) =>
    caught(getTasks(createClient({ apiKey: 'key-1', baseUrl: 'http://127.0.0.1:4010/api', fetch: scriptedFetch(answer).fetch, retry: false }), 'secret-id'))

  test.each<[string, Parameters<typeof scriptedFetch>[0], string]>([
    ['404 of some framework', { status: 404, body: { error: 'Not Found', path: '/api/tasks' } }, 'Not Found (HTTP 404)'],
    ['404 with a page', { status: 404, body: '<html>nginx</html>' }, 'the answer has no message (HTTP 404)'],
    ['a page', { body: '<!doctype html>' }, 'the answer has no message (HTTP 200)'],
    ['JSON of another API', { body: { hello: 'world' } }, 'the answer has no message (HTTP 200)'],
    ['a page of some proxy', { status: 502, body: '<html>Bad Gateway</html>' }, 'the answer has no message (HTTP 502)'],
  ])('%s, without the query', async (_, answer, words) => {
    expect((await lostCall(answer)).message).toBe(`getTasks: ${words}${hint}`)
  })

  test.each<[string, Parameters<typeof scriptedFetch>[0]]>([
    ["Kling's own 404", refusal(404, 1203, 'Task not found')],
    ['a refusal of a relay in its own words', { status: 401, body: { error: 'invalid key' } }],
    ['a failure in JSON', { status: 500, body: {} }],
  ])('but not %s', async (_, answer) => {
    expect((await lostCall(answer)).message).not.toContain('baseUrl')
  })

  test('what a gateway does not document is told of beside it', async () => {
    const gateway = { id: 'mine', baseUrl: 'https://mine.example', note: () => 'Mine does not document it.' }
    const error = await caught(request(createClient({ apiKey: 'key-1', gateway, fetch: scriptedFetch({ status: 404, body: '' }).fetch }), { path: '/x' }))
    expect(error.message).toMatch(/GET https:\/\/mine\.example\/x: check baseUrl and gateway Mine does not document it\.$/)
  })
})

describe('what an error tells', () => {
  test('everything needed to look into it, and no cookie', async () => {
    const answer = refusal(500, 5000, 'Server error', { 'set-cookie': 'session=1', 'x-trace': 't' })
    const error: KlingApiError = await caught(getText2Video(failing(answer), '42'))
    expect(error).toMatchObject({ operation: 'getText2Video', attempts: 1, request_id: 'r-2', status: 500, klingCode: 5000 })
    expect(error.message).toBe('getText2Video: Server error (HTTP 500, 5000, r-2)')
    expect(error.headers).toMatchObject({ 'x-trace': 't' })
    expect(error.headers).not.toHaveProperty('set-cookie')
    expect(error.curl).toBe(
      `curl -X GET 'https://api-singapore.klingai.com/v1/videos/text2video/42' -H 'authorization: ***' -H 'user-agent: klingkit/${client.version}'`,
    )
  })

  test('the curl line is there with createKling, and where createClient was handed its writer', async () => {
    const options = { apiKey: 'key-1', fetch: scriptedFetch(refusal(400, 1201)).fetch }
    expect((await caught(createKling(options).v1.videos.text2video.get('42'))).curl).toContain('curl -X GET')
    expect((await caught(getText2Video(createClient(options), '42'))).curl).toBe('')
  })

  test('a curl line without file contents and signatures, safe to paste', async () => {
    const body = { prompt: "it's", image: 'A'.repeat(50_000), callback_url: 'https://me:pass@example.com/hook?token=topsecret', external_task_id: 'order-42' }
    const error = await caught(request(failing(refusal(400, 1201)), { path: '/v1/x', body }))
    expect(error.curl).toContain('\'{"prompt":"it\'\\\'\'s","image":"...')
    expect(error.curl.length).toBeLessThan(5000)
    for (const secret of ['topsecret', 'me:pass', 'AAAAAA', 'key-1']) expect(error.curl).not.toContain(secret)
  })

  test('nor names and passwords in addresses, however these are written', async () => {
    for (const address of ['https://me:topsecret@example.com/hook', 'HTTPS://example.com/fox.png?X-Signature=topsecret']) {
      const error = await caught(request(failing(refusal(400, 1201)), { path: '/v1/x', body: { address } }))
      expect(error.curl).toMatch(/example\.com/)
      expect(error.curl).not.toContain('topsecret')
    }
  })
})

test('the server is looked up by class: a read that failed for good is of the class of its last answer', async () => {
  expect(await caught(getText2Video(failing({ status: 503, body: '' }), '1'))).toBeInstanceOf(KlingServerError)
})
