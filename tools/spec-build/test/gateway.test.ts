import { describe, expect, test } from 'vitest'
import { type GatewayProfile, gatewayDocument } from '../src/gateway.ts'
import type { ExampleSet } from '../src/load-examples.ts'
import { smallSources } from './small-sources.ts'

const documented = { evidence: 'documented' }

function profile(extra: Partial<GatewayProfile> = {}): GatewayProfile {
  return {
    id: 'somegate',
    title: 'Some Gate',
    servers: [{ url: 'https://gate.example.org/kling' }],
    paths: [
      { from: '^/v1/things(.*)$', to: '/videos/things$1' },
      { from: '^/', to: '/other/' },
    ],
    relayed: { createThing: documented, getThing: documented },
    ...extra,
  }
}

function derive(extra: Partial<GatewayProfile> = {}, own: Partial<ExampleSet> = {}) {
  return gatewayDocument(smallSources(), profile(extra), { requests: {}, responses: {}, invalid: {}, ...own })
}

describe('the document of a gateway', () => {
  const { document } = derive({ habits: { lists: false } })

  test('holds only what is relayed, under the paths of the gateway; the first rule that fits wins', () => {
    expect(Object.keys(document.paths)).toEqual(['/videos/things', '/videos/things/{id}'])
    expect(document.paths['/videos/things']).not.toHaveProperty('get')
  })

  test('keeps a path that no rule fits', () => {
    expect(Object.keys(derive({ paths: [{ from: '^/v2/', to: '/' }] }).document.paths)).toEqual(['/v1/things', '/v1/things/{id}'])
  })

  test('drops what nothing leads to any more: schemas, tags, webhooks, links', () => {
    expect(Object.keys(document.components.schemas)).toEqual(['Code', 'Envelope', 'ErrorResponse', 'Mode', 'ThingRequest', 'UnroutedResponse'])
    expect(document.tags).toEqual([{ name: 'Things' }])
    expect(document).not.toHaveProperty('webhooks')
    expect(document.paths['/videos/things'].post['x-kling-task']).toEqual({ get: 'getThing', results: ['videos'] })
  })

  test('drops parameters as well', () => {
    expect(derive({ relayed: { createThing: documented } }).document.components.parameters).toEqual({})
  })

  test('has its own servers, and the one key', () => {
    expect(document.servers).toEqual([{ url: 'https://gate.example.org/kling' }])
    expect(document.components.securitySchemes).toEqual({ apiKey: { type: 'http', scheme: 'bearer', description: 'A key of Some Gate.' } })
    expect(document.paths['/videos/things'].post.security).toEqual([{ apiKey: [] }])
  })

  test('says of itself what it is', () => {
    expect(document.info).toMatchObject({ title: 'Kling AI API through Some Gate', version: '1' })
    expect(document['x-kling-gateway']).toEqual({ id: 'somegate', habits: { lists: false } })
  })
})

test('a path that is only inferred is marked, for programs and for people', () => {
  const { document } = derive({ relayed: { createThing: documented, getThing: { evidence: 'inferred', note: 'no page tells the query' } } })
  expect(document.paths['/videos/things/{id}'].get).toMatchObject({
    'x-kling-evidence': 'inferred',
    'x-kling-evidence-note': 'no page tells the query',
    description: 'About it.\n\nInferred: no page tells the query',
  })
  expect(document.paths['/videos/things'].post).toMatchObject({ 'x-kling-evidence': 'documented', description: 'About it.' })
})

describe('the overlay', () => {
  const noModes = [{ target: '$.components.schemas.ThingRequest.properties.mode', description: 'No modes.', remove: true }]

  test('changes the schemas, and what becomes unused goes', () => {
    const { document } = derive({ overlay: noModes })
    expect(Object.keys(document.components.schemas.ThingRequest.properties)).toEqual(['prompt'])
    expect(document.components.schemas).not.toHaveProperty('Mode')
  })

  test('reaches the error responses', () => {
    const { document } = derive({ overlay: [{ target: '$.components.schemas.ErrorResponse', update: { description: 'Nested twice.' } }] })
    expect(document.components.schemas.ErrorResponse).toMatchObject({ type: 'object', description: 'Nested twice.' })
  })

  test('sees only what is relayed, under the paths of Kling', () => {
    expect(() => derive({ overlay: [{ target: "$.paths['/account/costs']", remove: true }] })).toThrow('somegate: the overlay action')
    expect(() => derive({ overlay: [{ target: "$.paths['/v1/things'].post", update: { summary: 'Make' } }] })).not.toThrow()
  })

  test('leaves the official document alone', () => {
    const sources = smallSources()
    gatewayDocument(sources, profile({ overlay: noModes }), { requests: {}, responses: {}, invalid: {} })
    expect(sources).toEqual(smallSources())
  })
})

describe('the examples', () => {
  const requestsOf = (built: ReturnType<typeof derive>) =>
    Object.keys(built.document.paths['/videos/things'].post.requestBody.content['application/json'].examples)

  test('are the official ones that the gateway accepts, and its own', () => {
    const shorter = [{ target: '$.components.schemas.ThingRequest.properties.prompt', update: { maxLength: 10 } }]
    expect(requestsOf(derive({ overlay: shorter }))).toEqual(['minimal'])
    const own = { requests: { createThing: { 'gate-sample': { 'x-kling-origin': 'gateway', value: { prompt: 'a dog' } } } } }
    expect(requestsOf(derive({ overlay: shorter }, own))).toEqual(['minimal', 'gate-sample'])
  })

  test('of one name are the gateway’s', () => {
    const own = { 'x-kling-origin': 'gateway', value: { code: 0, data: { task_id: '5' } } }
    const { document } = derive({}, { responses: { createThing: { 200: { submitted: own } } } })
    expect(document.paths['/videos/things'].post.responses['200'].content['application/json'].examples.submitted).toEqual(own)
  })

  test('to be refused are the gateway’s own and those of its limits, since it may accept what Kling refuses', () => {
    const { invalid } = derive({}, { invalid: { createThing: { silly: { rule: 'type', value: [] } } } })
    expect(Object.keys(invalid['createThing']!)).toContain('silly')
    expect(Object.keys(invalid['createThing']!)).toContain('prompt:maxLength')
    expect(invalid['createThing']).not.toHaveProperty('long')
  })

  test('of an operation that is not relayed are an error', () => {
    expect(() => derive({}, { requests: { listThing: {} } })).toThrow(
      'somegate: examples/requests.yaml speaks of listThing, which is not relayed; add it to relayed, or drop the examples',
    )
  })
})

test('an operation that does not exist cannot be relayed', () => {
  expect(() => derive({ relayed: { createThing: documented, createThang: documented } })).toThrow(
    'somegate: relayed names operations that do not exist: createThang; correct the ids',
  )
})
