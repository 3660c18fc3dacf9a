import { describe, expect, test } from 'vitest'
import { gatewayNames, gateways, operations } from '../src/index.js'
import { documentOf, operationsOf } from './support/published.js'
import { compiler } from './support/schemas.js'

test('there are two', () => {
  expect(Object.keys(gateways).sort()).toEqual(['cloudsway', 'cometapi'])
  expect(gatewayNames).toEqual(['official', 'cloudsway', 'cometapi'])
})

describe.each(Object.values(gateways))('$title', (gateway) => {
  const document = documentOf(`${gateway.id}.json`)
  const published = operationsOf(document)

  test('the table and the document tell the same', () => {
    expect(gateway.operations.map(({ id, method, path }) => ({ id, method, path }))).toEqual(published.map(({ id, method, path }) => ({ id, method, path })))
    expect(document.servers).toEqual(gateway.servers)
    expect(document['x-kling-gateway']).toEqual({ id: gateway.id, habits: gateway.habits })
  })

  test("its operations are Kling's, under paths that follow its rule", () => {
    const official = new Map<string, string>(operations.map(({ id, path }) => [id, path]))
    for (const { id, path } of gateway.operations) {
      const rule = gateway.paths?.find(({ from }) => new RegExp(from).test(official.get(id)!))
      expect(path).toBe(rule ? official.get(id)!.replace(new RegExp(rule.from), rule.to) : official.get(id))
    }
  })

  test('a task that can be made can be read', () => {
    const relayed = new Set<string>(gateway.operations.map(({ id }) => id))
    const creates = operations.filter(({ id, task }) => task && relayed.has(id))
    expect(creates.filter(({ task }) => !relayed.has(task!.get!)).map(({ id }) => id)).toEqual([])
  })

  test('what the gateway does not document is marked, in table, document and words', () => {
    for (const { id, operation } of published) {
      const inferred = gateway.operations.find((entry) => entry.id === id)!.inferred === true
      expect([id, operation['x-kling-evidence']]).toEqual([id, inferred ? 'inferred' : 'documented'])
      expect([id, /Inferred: /.test(operation.description ?? '')]).toEqual([id, inferred])
    }
    expect(gateway.operations.some(({ inferred }) => inferred)).toBe(true)
  })

  test('keys are bearer tokens, there are no JWTs and no webhooks', () => {
    expect(Object.keys(document.components.securitySchemes)).toEqual(['apiKey'])
    expect(published.every(({ operation }) => JSON.stringify(operation.security) === '[{"apiKey":[]}]')).toBe(true)
    expect(document.webhooks).toBeUndefined()
  })

  test('every request and answer that was captured fits its document', () => {
    const compile = compiler(document)
    let captured = 0
    for (const { id, operation } of published) {
      const places = [['request', operation.requestBody], ...Object.entries<any>(operation.responses)].filter(([, place]) => place)
      for (const [where, { content }] of places as [string, any][]) {
        const { schema, examples } = content['application/json']
        for (const [name, example] of Object.entries<any>(examples)) {
          if (example['x-kling-origin'] !== 'gateway') continue
          captured++
          const validate = compile(schema)
          expect({ id, where, name, fits: validate(example.value), errors: validate.errors }).toMatchObject({ fits: true })
        }
      }
    }
    expect(captured).toBeGreaterThanOrEqual(10)
  })
})
