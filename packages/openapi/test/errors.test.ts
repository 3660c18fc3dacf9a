import { describe, expect, test } from 'vitest'
import { errors, examples, operations } from '../src/index.js'
import { errorCodes } from '../src/runtime.js'
import { documentFiles, documentOf, operationsOf } from './support/published.js'

/** Every code of the API with the HTTP status it comes with, as the vendor's table has them. */
const statusOf: Record<number, number> = {
  1000: 401,
  1001: 401,
  1002: 401,
  1003: 401,
  1004: 401,
  1100: 429,
  1101: 429,
  1102: 429,
  1103: 403,
  1200: 400,
  1201: 400,
  1202: 404,
  1203: 404,
  1300: 400,
  1301: 400,
  1302: 429,
  1303: 429,
  1304: 429,
  5000: 500,
  5001: 503,
  5002: 504,
}

describe('the table of codes', () => {
  test('has success and 21 errors at their true status', () => {
    expect(Object.fromEntries(errors.codes.map(({ code, http }) => [code, http]))).toEqual({ 0: 200, ...statusOf })
  })

  test('is the one for browsers as well', () => {
    expect(errorCodes).toEqual(errors.codes)
  })

  test('tells which are worth another try: of the many 429 only two', () => {
    const worth = errors.codes.filter(({ http, retry }) => http === 429 && retry !== 'never')
    expect(worth.map(({ code }) => code)).toEqual([1302, 1303])
  })
})

describe('what a reader needs besides', () => {
  test('a cause of every error, and of nothing else', () => {
    const caused = new Set(errors.causes.map(({ code }) => code))
    expect([...caused].toSorted((a, b) => a - b)).toEqual(Object.keys(statusOf).map(Number))
  })

  test('words for every retry class', () => {
    expect(new Set(errors.codes.map(({ retry }) => retry))).toEqual(new Set(Object.keys(errors.retry_classes)))
  })

  test('answers without a code name what to do', () => {
    expect(errors.without_code.length).toBeGreaterThan(0)
    for (const { name, http, when, fix } of errors.without_code) expect([name, http, when, fix].every(Boolean), name).toBe(true)
  })
})

/** CometAPI passes Kling's error on two levels down. */
const codeIn = (body: any): number => body.code ?? codeIn(body.data)

describe.each(documentFiles)('%s', (file) => {
  test.each(operationsOf(documentOf(file)))('$id answers every code at its status', ({ operation }) => {
    const found: Record<number, number> = {}
    for (const [status, response] of Object.entries<any>(operation.responses)) {
      for (const [name, { value }] of Object.entries<any>(response.content['application/json'].examples)) {
        if (!name.startsWith('error-')) continue
        const code = codeIn(value)
        expect(name).toBe(`error-${code}`)
        found[code] = Number(status)
      }
    }
    expect(found).toEqual(statusOf)
  })
})

test('the commonest refusal of each status comes first, because a mock answers with the first', () => {
  for (const { id } of operations) {
    const first = Object.entries(examples[id]).map(([status, byName]) => [status, Object.keys(byName)[0]])
    expect(Object.fromEntries(first)).toMatchObject({ 400: 'error-1201', 401: 'error-1001', 404: 'error-1203', 429: 'error-1303' })
  }
})
