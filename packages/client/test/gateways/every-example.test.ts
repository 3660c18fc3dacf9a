import { type Mock, startMock } from '@klingkit/mock'
import { gateways as profiles } from '@klingkit/openapi/runtime'
import { createSimulator } from '@klingkit/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normalize } from '../../src/gateways/normalize.ts'
import { cloudsway, cometapi } from '../../src/gateways.ts'
import { gatewayFacts } from '../../src/generated/gateways.gen.ts'
import { createKling } from '../../src/index.ts'
import { contractOf, readExact, rounded } from '../support/contract.ts'
import { callById } from './support/calling.ts'

/*
 * Everything the documents of the gateways show goes through the client: each request is taken, each answer becomes one that Kling's own document describes.
 */
const official = readExact('openapi.json')
const { compile } = contractOf('openapi.json', 'invalid-bodies.json')
const officialAnswers = new Map(
  Object.values<any>(official.paths).flatMap((item) =>
    [item.get, item.post].filter(Boolean).map(({ operationId, responses }) => [operationId, responses['200'].content['application/json'].schema]),
  ),
)

/** Kling's schema of an answer; only that there is a request_id is left open, because a missing one is not made up. */
function isAnswer(id: string) {
  const { $ref } = officialAnswers.get(id)
  const schema = structuredClone(official.components.schemas[$ref.split('/').at(-1)])
  return compile(JSON.parse(JSON.stringify(schema).replaceAll(/"request_id",|,"request_id"(?=[,\]])/g, '')))
}

const gateways = [
  { id: 'cometapi', at: (origin: string) => cometapi({ baseUrl: `${origin}/kling` }) },
  { id: 'cloudsway', at: (origin: string) => cloudsway({ endpointPath: 'mine', host: origin }) },
] as const

describe.each(gateways)('$id', ({ id: gateway, at }) => {
  const { operations } = contractOf(`${gateway}.json`, `${gateway}-invalid-bodies.json`)
  const facts = gatewayFacts[gateway]

  let mock: Mock
  let kling: object
  beforeAll(async () => {
    mock = await startMock({ port: 0, mode: 'replay', gateway })
    kling = createKling({ gateway: at(mock.url) as never, apiKey: 'any', retry: false })
  })
  afterAll(() => mock.close())

  test.each(operations)('$id: each request and each answer', async ({ id, method, needs, requests, successes }) => {
    const bodies: unknown[] = method === 'POST' ? requests.map(([, body]) => body) : [undefined]
    for (const body of bodies) {
      const { kling: handle, ...data } = await callById(kling, { id, method, needs }, body)
      expect(data).toEqual({ ...dataOf(successes[0]![1]) })
      if (handle) expect(handle).toMatchObject({ operation: id, gateway })
    }
    const accepts = isAnswer(id)
    for (const [name, answer] of successes) {
      expect([name, accepts(normalize(facts, rounded(answer))), accepts.errors]).toEqual([name, true, null])
      if (answer.code !== 0) continue
      const { kling: _, ...data } = await callById(kling, { id, method, needs }, bodies[0], { headers: { prefer: `code=200, example=${name}` } })
      expect(data, name).toEqual({ ...dataOf(answer) })
    }
  })

  /** What the client gives of a documented answer: ids are text, what is null is not there. */
  const dataOf = (answer: any): object =>
    (normalize(facts, JSON.parse(JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? String(value) : value)))) as { data: object }).data

  test.each(operations.filter(({ method }) => method === 'POST'))(
    '$id: each refused body is an error of the tree, in the words of Kling',
    async ({ id, method, needs, invalid }) => {
      for (const [name, { value }] of invalid) {
        const error = await callById(kling, { id, method, needs }, value).catch((reason) => reason)
        // What cannot be written as an integer is refused before it is sent.
        if (error.code === 'KLING_VALIDATION') continue
        expect([name, error.klingCode, error.status]).toEqual([name, 1201, 400])
        expect(error.serverMessage, name).not.toBe('')
        expect(error.request_id, name).toEqual(expect.any(String))
      }
    },
  )

  test('each sample of every create it relays runs to its end against the simulator', async () => {
    const simulator = createSimulator({ gateway: profiles[gateway]!, speed: 'instant', references: 'off' })
    const fetch = (url: string, init: RequestInit) => simulator.fetch(new Request(url, init))
    const kling = createKling({ gateway: at('http://simulated.test') as never, apiKey: 'any', fetch, retry: false })
    for (const { id, method, needs, requests } of operations.filter((operation) => isCreate(operation.id))) {
      const ran: string[] = []
      for (const [name, body] of requests) {
        try {
          const task = await callById(kling, { id, method, needs }, withoutOwnId(body))
          const done = await (kling as any).wait(task, { interval: 1 })
          expect([id, name, done.task_status ?? done.status]).toEqual([id, name, expect.stringMatching(/^succeed(ed)?$/)])
          ran.push(name)
        } catch (error: any) {
          // Samples of old pages name models, and operations, that are discontinued by now.
          expect([id, name, error.klingCode, error.message]).toEqual([
            id,
            name,
            1203,
            expect.stringMatching(/discontinued|invalid model name|no longer available/),
          ])
        }
      }
      expect([id, ran.length > 0]).toEqual([id, !isRetired(id)])
    }
  })
})

const creates = new Map<string, any>(
  Object.values<any>(official.paths).flatMap(({ post }) => (post?.['x-kling-kind'] === 'async task' ? [[post.operationId, post]] : [])),
)

function isCreate(id: string): boolean {
  return creates.has(id)
}

function isRetired(id: string): boolean {
  return creates.get(id)['x-kling-status'] === 'retired'
}

/** Samples share ids of the caller's, which a service takes once. */
function withoutOwnId(body: any): unknown {
  const { external_task_id: _, ...rest } = body
  return rest.options ? { ...rest, options: { ...rest.options, external_task_id: undefined } } : rest
}
