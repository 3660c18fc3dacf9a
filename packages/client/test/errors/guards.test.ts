import { describe, expect, test, vi } from 'vitest'
import * as own from '../../src/errors/index.ts'

const { isKlingError, KlingApiError, KlingError, KlingRateLimitError, KlingTaskFailedError, KlingTimeoutError } = own
// A second copy of the package, as two versions of it in one tree are.
vi.resetModules()
const other: typeof own = await import('../../src/errors/index.ts')

const refusal = {
  operation: 'x',
  serverMessage: 'slow',
  status: 429,
  klingCode: 1302,
  request_id: 'r',
  retry: 'backoff',
  headers: {},
  attempts: 1,
  curl: '',
} as const

describe('guards', () => {
  test('know errors of another copy of the package, where instanceof does not', () => {
    const error = new other.KlingRateLimitError(refusal)
    expect(error).not.toBeInstanceOf(KlingRateLimitError)
    expect([isKlingError(error), KlingError.is(error), KlingApiError.is(error), KlingRateLimitError.is(error)]).toEqual([true, true, true, true])
    expect([KlingTimeoutError.is(error), KlingTaskFailedError.is(error)]).toEqual([false, false])
  })

  test.each([[undefined], [null], ['KLING'], [{ code: 'KLING' }], [new Error('x')], [Object.create(null)]])('say no to %o', (value) => {
    expect([isKlingError(value), KlingError.is(value)]).toEqual([false, false])
  })

  test('tell a time-out to be a lost connection', () => {
    const late = new KlingTimeoutError('late', { operation: 'x', attempts: 1, curl: '' })
    expect([own.KlingConnectionError.is(late), late.code, late.name]).toEqual([true, 'KLING_TIMEOUT', 'KlingTimeoutError'])
  })

  test('take classes of a user that extend one', () => {
    class MyError extends KlingError {}
    expect(KlingError.is(new MyError('x'))).toBe(true)
  })
})

test('codes are stable, one per class', () => {
  const classes = Object.entries(own).filter(([name]) => name.startsWith('Kling')) as [string, { code: string }][]
  expect(Object.fromEntries(classes.map(([name, { code }]) => [name, code]))).toEqual({
    KlingApiError: 'KLING_API',
    KlingAuthenticationError: 'KLING_AUTHENTICATION',
    KlingBalanceError: 'KLING_BALANCE',
    KlingConcurrencyError: 'KLING_CONCURRENCY',
    KlingConnectionError: 'KLING_CONNECTION',
    KlingDuplicateExternalIdError: 'KLING_DUPLICATE_EXTERNAL_ID',
    KlingError: 'KLING',
    KlingInvalidRequestError: 'KLING_INVALID_REQUEST',
    KlingNotFoundError: 'KLING_NOT_FOUND',
    KlingPermissionError: 'KLING_PERMISSION',
    KlingPolicyError: 'KLING_POLICY',
    KlingRateLimitError: 'KLING_RATE_LIMIT',
    KlingServerError: 'KLING_SERVER',
    KlingTaskFailedError: 'KLING_TASK_FAILED',
    KlingTaskTimeoutError: 'KLING_TASK_TIMEOUT',
    KlingTimeoutError: 'KLING_TIMEOUT',
    KlingUnknownOutcomeError: 'KLING_UNKNOWN_OUTCOME',
    KlingValidationError: 'KLING_VALIDATION',
  })
})

test('the name of an error is that of its class, also when it was minified', () => {
  expect(new KlingRateLimitError(refusal).name).toBe('KlingRateLimitError')
  expect(`${new KlingError('x')}`).toBe('KlingError: x')
  expect(JSON.parse(JSON.stringify(new KlingRateLimitError(refusal)))).toEqual({ code: 'KLING_RATE_LIMIT', ...refusal })
})
