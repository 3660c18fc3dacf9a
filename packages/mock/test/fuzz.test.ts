import { requests } from '@klingkit/openapi'
import { operations } from '@klingkit/openapi/runtime'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { isKlingShape } from './support/kling-shape.js'
import { sendRaw } from './support/send-raw.js'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, bodyLimit: 100_000 })
})
afterAll(() => mock.close())

const printable = fc.string({ unit: 'grapheme-ascii' })
const anyPath = fc.oneof(
  fc.constantFrom(...operations.map(({ path }) => path)).chain((path) => printable.map((id) => path.replace('{id}', encodeURI(id)))),
  printable.map((text) => `/${encodeURI(text)}`),
  fc.constantFrom('/text-to-video/x', '/%', '//', '*', '/v1/videos/%2e%2e/x', '/?__proto__=1'),
)
const anyQuery = fc.array(fc.tuple(fc.constantFrom('pageNum', 'pageSize', 'task_ids', '__proto__', 'start_time', 'x'), printable), { maxLength: 3 })
const goodBody = fc.constantFrom(...Object.values(requests).flatMap((byName) => Object.values(byName))).map((body) => JSON.stringify(body))
const anyBody = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  goodBody,
  // A good body with a piece cut out or put in.
  fc
    .tuple(goodBody, fc.nat(), fc.nat(20), printable)
    .map(([text, at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length)),
)
const anyHeader = fc.tuple(
  fc.constantFrom('authorization', 'content-type', 'prefer', 'accept', 'origin', 'expect', 'transfer-encoding', 'content-length', 'content-encoding', 'x-any'),
  fc.oneof(printable, fc.constantFrom('Bearer any', 'application/json', 'code=429', 'example=processing', 'chunked', '5', 'gzip', 'http://page', '')),
)

/** Requests as bytes, mostly well-formed: what is wrong is in the parts. */
const anyRequest = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'FETCH'),
    path: anyPath,
    query: anyQuery,
    headers: fc.array(anyHeader, { maxLength: 4 }),
    body: anyBody,
    withBody: fc.boolean(),
  })
  .map(({ method, path, query, headers, body, withBody }) => {
    const target = `${path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`
    const given = Object.fromEntries(headers.map(([name, value]) => [name, value.replace(/[\r\n]/g, ' ')]))
    const length = withBody ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {}
    const all = { host: 'mock', authorization: 'Bearer any', ...length, ...given, connection: 'close' }
    const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    return { method, bytes: `${method} ${target} HTTP/1.1\r\n${fields.join('')}\r\n${withBody ? body : ''}` }
  })

test('whatever is sent, the answer has a shape that Kling has, and the next one too', async () => {
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ method, bytes }) => {
      const reply = await sendRaw(mock, bytes)
      if (reply === undefined) return
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
      expect(reply.status).not.toBe(500)
      if (reply.body === '') expect(reply.status === 204 || method === 'HEAD').toBe(true)
      else expect(isKlingShape(reply.status, reply.body)).toBe(true)
    }),
    { numRuns: 1500, seed: 20_261_120 },
  )
  // The requests are varied enough to reach every kind of answer.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404]))
})
