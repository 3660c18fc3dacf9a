import { type Mock, startMock } from '@klingkit/mock'
import { checkRequest, type OperationId, validators } from '@klingkit/zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createClient, type KlingError, KlingInvalidRequestError, KlingValidationError } from '../src/index.ts'
import * as functions from '../src/operations.ts'
import { asReturned, asSent, type ContractOperation, contractOf, parseExact, rounded, rulesBeyondSchema } from './support/contract.ts'

/*
 * One table over all operations, from the document itself: what it shows is what the client sends, what the mock answers, what the client returns and what the validators take.
 */
const { operations, webhooks, compile } = contractOf('openapi.json', 'invalid-bodies.json')
const beyondSchema = rulesBeyondSchema('openapi.json')
const counted = { requests: 0, answers: 0, refusals: 0 }

let mock: Mock
let client: Client
/** The last exchange as it went over the wire, and the last answer as the client read it. */
let last: { sent: string | undefined; text: string; status: number; envelope: unknown }

beforeAll(async () => {
  mock = await startMock({ port: 0, mode: 'replay' })
  client = createClient({
    baseUrl: mock.url,
    apiKey: 'any',
    fetch: async (url, init) => {
      const answer = await fetch(url, init)
      last = { sent: init.body as string | undefined, text: await answer.clone().text(), status: answer.status, envelope: undefined }
      return answer
    },
    onResponse: ({ envelope }) => {
      last.envelope = envelope
    },
  })
})
afterAll(async () => {
  await mock.close()
  console.log(`contract: ${operations.length} operations, ${counted.requests} requests, ${counted.answers} other answers, ${counted.refusals} refused bodies`)
})

type Call = (client: Client, first: unknown, options?: { headers?: Record<string, string> }) => PromiseLike<any>
const called = new Set<string>()
const generated = new Map(Object.entries(functions)) as unknown as Map<string, Call>

/** Calls the function of an operation: with its body, else with the id, else with the query. */
async function call({ id, method, needs }: ContractOperation, body: unknown, headers: Record<string, string> = {}): Promise<any> {
  called.add(id)
  return await generated.get(id)!(client, method === 'POST' ? body : (needs.path?.id ?? needs.query), { headers })
}

describe.each(operations)('$id', (operation) => {
  const { id, method, path, needs, requests, successes, invalid, accepts } = operation
  const { response } = validators[id as OperationId]
  const [[defaultName, defaultAnswer], ...others] = successes as [[string, any], ...[string, any][]]
  const bodies: [string, unknown][] = method === 'POST' ? requests : [['no body', undefined]]

  const expectAnswer = (returned: any, answer: any, name: string) => {
    const { kling, ...data } = id.startsWith('create') && returned?.kling ? returned : { ...returned }
    expect(Array.isArray(returned) ? returned : returned && data, name).toEqual(asReturned(answer.data))
    expect(last.status, name).toBe(200)
    expect(parseExact(last.text), name).toEqual(answer)
    expect(response.safeParse(last.envelope), name).toMatchObject({ success: true })
    if (kling) expect([name, kling]).toEqual([name, expect.objectContaining({ operation: id, gateway: 'official', host: new URL(mock.url).host })])
  }

  test(`each request example is answered with '${defaultName}'`, async () => {
    expect(bodies.length).toBeGreaterThan(0)
    for (const [name, body] of bodies) {
      counted.requests++
      const returned = await call(operation, body)
      expectAnswer(returned, defaultAnswer, name)
      if (body === undefined) continue
      expect(parseExact(last.sent!), name).toEqual(asSent(path, body, returned?.kling?.external_task_id))
      expect([name, accepts!(rounded(body)), checkRequest(id as OperationId, { ...needs, body: rounded(body) }).issues]).toEqual([name, true, []])
    }
  })

  for (const [name, answer] of others) {
    test(`the answer '${name}' comes when it is preferred`, async () => {
      counted.answers++
      expectAnswer(await call(operation, bodies[0]![1], { prefer: `code=200, example=${name}` }), answer, name)
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
        const error: KlingError = await call(operation, value).then(
          () => expect.fail(`${name} was taken`),
          (reason) => reason,
        )
        // What cannot be written as the integer it must be never leaves the client.
        if (error instanceof KlingValidationError) {
          expect([name, error.issues[0]!.path]).toEqual([name, issues[0]!.path])
          continue
        }
        expect(error, name).toBeInstanceOf(KlingInvalidRequestError)
        expect(error, name).toMatchObject({ status: 400, klingCode: 1201, serverMessage: issues[0]!.message, request_id: expect.any(String), operation: id })
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
  const creates = operations.filter(({ kind }) => kind === 'async task').map(({ id }) => id.replace(/^create/, ''))
  const others = [
    'createClient',
    'createQueue',
    'curlLine',
    'request',
    'sharedPolling',
    'validation',
    'wait',
    'waitAll',
    'waitAllSettled',
    ...creates.flatMap((noun) => [`run${noun}`, `wait${noun}`]),
  ]
  expect([...generated.keys()].sort()).toEqual([...called, ...others].sort())
})
