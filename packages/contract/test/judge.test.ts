import { beforeAll, describe, expect, test } from 'vitest'
import { readContract } from '../src/document/contract.js'
import { Judge } from '../src/judge/judge.js'
import { mutationsOf } from './support/schema-mutations.js'

/* Every promise that the schemas of answers make, broken one at a time, in every operation of every document: each is noticed. */

const counted: Record<string, number> = {}

describe.each(['official', 'cometapi', 'cloudsway'] as const)('%s', (gateway) => {
  const contract = readContract(gateway)
  let judge: Judge
  beforeAll(() => {
    judge = new Judge(contract)
  })

  test.each(contract.operations.map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const { responses } = contract.document.paths[operation.path][operation.method.toLowerCase()]
    const ask = async (status: number, body: unknown, contentType = 'application/json') =>
      (await judge.judge(operation, { request: { path: operation.path, query: {} }, response: { status, contentType, text: JSON.stringify(body) } })).response
    for (const status of ['200', '400']) {
      const { schema, examples } = responses[status].content['application/json']
      const [first] = Object.values<any>(examples).sort((one, other) => JSON.stringify(other).length - JSON.stringify(one).length)
      const body = JSON.parse(JSON.stringify(first.value).replace(/"exact-integer:(\d+)"/g, '$1'))
      expect(await ask(Number(status), body), `${status} as documented`).toEqual([])
      for (const mutation of mutationsOf(contract.document, schema, body)) {
        counted[mutation.kind] = (counted[mutation.kind] ?? 0) + 1
        expect(await ask(Number(status), mutation.body), `${status} ${mutation.name}`).not.toEqual([])
      }
      expect(await ask(Number(status), body, 'text/html')).toEqual([expect.objectContaining({ rule: 'content-type' })])
      expect(await ask(418, body)).toContainEqual(expect.objectContaining({ rule: 'status' }))
    }
  })

  test('all kinds of mutations were made', () => {
    console.log(`${gateway}: ${JSON.stringify(counted)}`)
    expect(Object.keys(counted)).toEqual(expect.arrayContaining(['missing', 'type']))
    expect(counted.missing).toBeGreaterThan(100)
  })
})

test('a closed list of values is held to; the documents of Kling have none in answers, because new words may come any day', async () => {
  const schema = { type: 'object', required: ['word'], properties: { word: { type: 'string', enum: ['yes', 'no'] } } }
  const operation = { operationId: 'ask', responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } }
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/ask': { get: operation } } }
  const contract = { ...readContract('official'), document }
  const asked = { ...contract.operations[0]!, method: 'GET' as const, path: '/ask' }
  const judged = async (word: string) =>
    (
      await new Judge(contract).judge(asked, {
        request: { path: '/ask', query: {} },
        response: { status: 200, contentType: 'application/json', text: JSON.stringify({ code: 0, word }) },
      })
    ).response
  expect(await judged('yes')).toEqual([])
  expect(await judged('perhaps')).toEqual([expect.objectContaining({ rule: 'response-schema', at: 'response.word' })])
})
