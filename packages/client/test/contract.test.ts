import { type Mock, startMock } from '@klingkit/mock'
import { checkRequest, type OperationId, validators } from '@klingkit/zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createClient } from '../src/index.ts'
import * as functions from '../src/operations.ts'
import { contractOf, parseExact, rounded, rulesBeyondSchema } from './support/contract.ts'

/*
 * One table over all operations, from the document itself: what it shows is what the client sends, what the mock answers and what the validators take.
 */
const { operations, webhooks, compile } = contractOf('openapi.json', 'invalid-bodies.json')
const beyondSchema = rulesBeyondSchema('openapi.json')
const counted = { requests: 0, answers: 0, refusals: 0 }

let mock: Mock
let client: Client
/** The last answer as it came over the wire. */
let lastText = ''

beforeAll(async () => {
  mock = await startMock({ port: 0, mode: 'replay' })
  client = createClient({
    baseUrl: mock.url,
    auth: 'any',
    fetch: async (request: RequestInfo | URL) => {
      const answer = await fetch(request)
      lastText = await answer.clone().text()
      return answer
    },
  })
})
afterAll(async () => {
  await mock.close()
  console.log(`contract: ${operations.length} operations, ${counted.requests} requests, ${counted.answers} other answers, ${counted.refusals} refused bodies`)
})

interface Outcome {
  status: number | undefined
  data: unknown
  error: any
}

type Send = (options: unknown) => Promise<{ data?: unknown; error?: unknown; response?: Response }>
const called = new Set<string>()
const generated = new Map(Object.entries(functions)) as unknown as Map<string, Send>

/** Calls the generated function of an operation. */
async function call(id: string, options: { body?: unknown; path?: unknown; query?: unknown; headers?: Record<string, string> }): Promise<Outcome> {
  called.add(id)
  const { data, error, response } = await generated.get(id)!({ client, ...options })
  return { status: response?.status, data, error }
}

describe.each(operations)('$id', ({ id, method, needs, requests, successes, invalid, accepts }) => {
  const { response } = validators[id as OperationId]
  const [[defaultName, defaultAnswer], ...others] = successes as [[string, unknown], ...[string, unknown][]]
  const bodies: [string, unknown][] = method === 'POST' ? requests : [['no body', undefined]]

  const expectAnswer = ({ status, data, error }: Outcome, answer: unknown, name: string) => {
    expect([name, status, error]).toEqual([name, 200, undefined])
    expect(data, name).toEqual(rounded(answer))
    expect(parseExact(lastText), name).toEqual(answer)
    expect(response.safeParse(data), name).toMatchObject({ success: true })
  }

  test(`each request example is answered with '${defaultName}'`, async () => {
    expect(bodies.length).toBeGreaterThan(0)
    for (const [name, body] of bodies) {
      counted.requests++
      expectAnswer(await call(id, { ...needs, body: rounded(body ?? null) ?? undefined }), defaultAnswer, name)
      if (body !== undefined)
        expect([name, accepts!(rounded(body)), checkRequest(id as OperationId, { ...needs, body: rounded(body) }).issues]).toEqual([name, true, []])
    }
  })

  for (const [name, answer] of others) {
    test(`the answer '${name}' comes when it is preferred`, async () => {
      counted.answers++
      const [, body] = bodies[0]!
      expectAnswer(await call(id, { ...needs, body: rounded(body ?? null) ?? undefined, headers: { prefer: `code=200, example=${name}` } }), answer, name)
    })
  }

  if (method === 'POST') {
    test('each invalid example is refused by zod, by Ajv and by the mock, for the same reason', async () => {
      expect(invalid.length).toBeGreaterThanOrEqual(3)
      for (const [name, { rule, message, value }] of invalid) {
        counted.refusals++
        const body = rounded(value)
        const { ok, issues } = checkRequest(id as OperationId, { ...needs, body })
        expect([name, ok]).toEqual([name, false])
        if (!beyondSchema.has(rule)) expect([name, accepts!(body)]).toEqual([name, false])
        if (message !== undefined) expect([name, issues[0]!.message]).toEqual([name, message])
        const { status, data, error } = await call(id, { ...needs, body })
        expect([name, status, data]).toEqual([name, 400, undefined])
        expect(error, name).toEqual({ code: 1201, message: issues[0]!.message, request_id: expect.any(String) })
      }
    })
  }
})

describe.each(webhooks)('the webhook $operationId', ({ requestBody }) => {
  const { schema, examples } = requestBody.content['application/json']

  test.each(Object.entries<any>(examples))('%s fits its schema', (_, { value }) => {
    const validate = compile(schema)
    expect([validate(rounded(value)), validate.errors]).toEqual([true, null])
  })
})

test('every operation was called, and there is no function for anything else', () => {
  expect([...called].sort()).toEqual(operations.map(({ id }) => id).sort())
  expect([...generated.keys()].filter((name) => name !== 'createClient').sort()).toEqual([...called].sort())
})
