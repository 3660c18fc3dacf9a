import { requests } from '@klingkit/openapi'
import { operations } from '@klingkit/openapi/runtime'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { isKlingShape } from './support/kling-shape.js'
import { sendRaw } from './support/send-raw.js'

const printable = fc.string({ unit: 'grapheme-ascii' })
const anyPath = fc.oneof(
  fc.constantFrom(...operations.map(({ path }) => path)).chain((path) => printable.map((id) => path.replace('{id}', encodeURI(id)))),
  printable.map((text) => `/${encodeURI(text)}`),
  fc.constantFrom('/text-to-video/x', '/%', '//', '*', '/v1/videos/%2e%2e/x', '/?__proto__=1'),
)
const anyQuery = fc.array(
  fc.tuple(fc.constantFrom('pageNum', 'pageSize', 'task_ids', 'external_task_ids', '__proto__', 'start_time', 'end_time', 'x'), printable),
  { maxLength: 3 },
)
const goodBody = fc.constantFrom(...Object.values(requests).flatMap((byName) => Object.values(byName))).map((body) => JSON.stringify(body))
const anyBody = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  goodBody,
  // A good body with a piece cut out or put in.
  fc
    .tuple(goodBody, fc.nat(), fc.nat(20), printable)
    .map(([text, at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length)),
  // A good body with strange members in it.
  fc
    .tuple(goodBody, fc.dictionary(printable, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }))
    .map(([text, strange]) => JSON.stringify({ ...JSON.parse(text), ...strange })),
)
const part = fc.oneof(
  fc.base64String(),
  fc
    .record(
      { alg: fc.constantFrom('HS256', 'none', '', null), iss: printable, exp: fc.oneof(fc.integer(), printable), nbf: fc.anything() },
      { requiredKeys: [] },
    )
    .map((claims) => Buffer.from(JSON.stringify(claims) ?? '').toString('base64url')),
)
const anyToken = fc.oneof(
  printable,
  fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.')),
)
const anyTrouble = fc.constantFrom(
  'code=1303',
  'fail=risk-control',
  'delay=1ms',
  'truncate=0',
  'slow=2ms',
  'reset',
  'http=99',
  'created-late=1s',
  'reads=2',
  'callback=lost|doubled',
  ',',
  '=',
)
const anyHeader = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'authorization',
      'content-type',
      'prefer',
      'accept',
      'origin',
      'expect',
      'transfer-encoding',
      'content-length',
      'content-encoding',
      'x-any',
    ),
    fc.oneof(printable, fc.constantFrom('Bearer any', 'application/json', 'code=429', 'example=processing', 'chunked', '5', 'gzip', 'http://page', '')),
  ),
  anyToken.map((token) => ['authorization', `Bearer ${token}`] as [string, string]),
  fc.oneof(anyTrouble, printable).map((words) => ['kling-mock-trouble', words] as [string, string]),
)

/** Requests as bytes, mostly well-formed: what is wrong is in the parts. */
const anyRequest = (base: string) =>
  fc
    .record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'FETCH'),
      path: anyPath,
      query: anyQuery,
      headers: fc.array(anyHeader, { maxLength: 4 }),
      body: anyBody,
      withBody: fc.boolean(),
    })
    .map(({ method, path, query, headers, body, withBody }) => {
      const target = `${path.startsWith('/v1') ? base : ''}${path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`
      const given = Object.fromEntries(headers.map(([name, value]) => [name, value.replace(/[\r\n]/g, ' ')]))
      const length = withBody ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {}
      const all = { host: 'mock', authorization: 'Bearer any', ...length, ...given, connection: 'close' }
      const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
      const mischief = /truncate|reset|slow|delay/.test(given['kling-mock-trouble'] ?? '')
      return { method, mischief, bytes: `${method} ${target} HTTP/1.1\r\n${fields.join('')}\r\n${withBody ? body : ''}` }
    })

describe.each([
  { name: 'replay', options: { mode: 'replay' }, runs: 1500, base: '', reached: [200, 400, 401, 404] },
  { name: 'simulate', options: { references: 'off' }, runs: 2500, base: '', reached: [200, 400, 401, 404] },
  { name: 'simulate with credentials', options: { apiKeys: ['any'], accessKey: 'ak', secretKey: 'sk' }, runs: 500, base: '', reached: [200, 400, 401, 404] },
  { name: 'simulate as CometAPI', options: { gateway: 'cometapi' }, runs: 800, base: '/kling', reached: [400, 401, 404] },
] as const)('$name', ({ options, runs, base, reached }) => {
  let mock: Mock
  beforeAll(async () => {
    mock = await startMock({ port: 0, bodyLimit: 100_000, ...options })
  })
  afterAll(() => mock.close())

  test('whatever is sent, the answer has a shape that Kling has, and the next one too', async () => {
    const statuses = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(anyRequest(base), async ({ method, mischief, bytes }) => {
        const reply = await sendRaw(mock, bytes)
        if (reply === undefined) return
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
        if (mischief) return
        expect(reply.status, reply.body).not.toBe(500)
        if (reply.body === '') expect(reply.status === 204 || method === 'HEAD').toBe(true)
        else expect(isKlingShape(reply.status, reply.body), reply.body).toBe(true)
      }),
      { numRuns: runs, seed: 20_261_120 },
    )
    // The requests are varied enough to reach every kind of answer.
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([...reached]))
  })
})
