import { errors } from '@klingkit/openapi'
import { expect, test } from 'vitest'
import { clientBehaviour } from './client-behaviour.ts'
import { clientError } from './client-error.ts'
import { mockSituations } from './mock-situations.ts'

const refusals = errors.codes.filter(({ code }) => code !== 0)

test('what the client is seen doing is what the class of the code asks for', async () => {
  for (const error of refusals) {
    const { read, create } = await clientBehaviour(error)
    const expected = {
      never: 'throws at once',
      're-sign': 'makes a new token and sends it again',
      backoff: 'waits and sends it again',
      'recover-first': 'waits and sends it again',
    }
    expect(read, String(error.code)).toBe(expected[error.retry])
    expect(create === 'throws at once', String(error.code)).toBe(error.retry === 'never')
    if (error.retry === 'recover-first') expect(create).toContain('looks the task up')
  }
})

test('the retry class of the error thrown is that of the table', async () => {
  for (const { code, http, meaning, retry } of refusals) expect((await clientError(http, { code, message: meaning })).retry, String(code)).toBe(retry)
})

test('the ways to get a refusal from the mock lead to codes of the table', async () => {
  const found = await mockSituations()
  expect(found.size).toBeGreaterThan(1)
  for (const code of found.keys()) expect(refusals.map((error) => error.code)).toContain(code)
})
