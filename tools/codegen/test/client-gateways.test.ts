import { expect, test } from 'vitest'
import { differentBodies, differentBodiesDocument, gatewaysCode } from '../src/client-gateways.ts'

const answer = { responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } } } } }
const create = (body: string, more: object = {}) => ({
  post: {
    operationId: `create${body}`,
    'x-kling-call': `v1.videos.${body.toLowerCase()}.create`,
    'x-kling-standard': 'legacy',
    'x-kling-kind': 'async task',
    'x-kling-evidence': 'documented',
    requestBody: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } } },
    ...answer,
    ...more,
  },
})
const schemas = {
  Answer: { type: 'object', required: ['data'], properties: { data: { type: 'object' } } },
  Same: { type: 'object', properties: { prompt: { type: 'string', default: 'a', description: 'of Kling' }, callback_url: { type: 'string' } } },
  Other: { type: 'object', properties: { prompt: { type: 'string', default: 'a' }, callback_url: { type: 'string' } } },
}
const official = {
  openapi: '3.1.0',
  info: {},
  paths: { '/v1/videos/same': create('Same'), '/v1/videos/other': create('Other'), '/v1/videos/gone': create('Same', { operationId: 'createGone' }) },
  components: { schemas },
}
const own = {
  ...official,
  info: { title: 'Kling AI API through Mine (relay)' },
  servers: [{ url: 'https://mine.example' }],
  'x-kling-gateway': { id: 'mine', habits: { message: ['SUCCEED'], callbacks: 'unknown', lookup: { external_task_id: 'unknown' }, error_nesting: 'none' } },
  paths: {
    '/v1/videos/same': create('Same', { 'x-kling-evidence': 'inferred', 'x-kling-evidence-note': 'why' }),
    '/videos/other': create('Other'),
  },
  components: {
    schemas: {
      ...schemas,
      Same: { type: 'object', properties: { prompt: { type: 'string', default: 'a', description: 'of the gateway' }, callback_url: { type: 'string' } } },
      Other: { type: 'object', properties: { prompt: { type: 'string', default: 'b' }, ratio: { $ref: '#/components/schemas/Ratio' } } },
      Ratio: { type: 'string', enum: ['1:1'] },
    },
  },
}
const code = gatewaysCode(official, [['mine', own]])

test('a body is of another form when something else may be sent, not when it is described otherwise', () => {
  expect(differentBodies(official, own).map(({ id }) => id)).toEqual(['createOther'])
  expect(Object.keys(differentBodiesDocument(official, own).components.schemas)).toEqual(['Other', 'Ratio'])
})

test('rows hold what differs: another path, and why an operation is taken to be there', () => {
  expect(code).toContain(String.raw`"relayed": "createSame ?0\ncreateOther /videos/other"`)
  expect(code).toContain('"why"')
  expect(code).toContain('"title": "Mine"')
})

test('defaults that differ, callbacks that have no place, a lookup that is not documented', () => {
  expect(JSON.parse(/"defaults": (\{[^}]*\}\s*\})/.exec(code)![1]!)).toEqual({ createOther: { prompt: 'b' } })
  expect(code).toMatch(/"withoutCallback": \[\s*"createOther"\s*\]/)
  expect(code).toContain('"byExternalId": false')
})

test('the facade has what is relayed, with the bodies of both', () => {
  expect(code).toContain("readonly same: Pick<Kling['v1']['videos']['same'], 'create' | 'run' | 'wait'>")
  expect(code).toContain("readonly other: Widened<Kling['v1']['videos']['other'], 'create' | 'run' | 'wait', mine.Other, { callback_url?: '' }>")
  expect(code).not.toContain('gone')
  expect(code).toContain("export type MineOperation =\n  | 'createSame'\n  | 'createOther'\n")
})
