import type { Sources } from '../src/document.ts'

const body = (schema: string) => ({ content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } })
const facts = (operationId: string, kind: string) => ({
  operationId,
  summary: operationId,
  description: 'About it.',
  tags: ['Things'],
  'x-kling-call': `v1.${operationId}`,
  'x-kling-standard': 'legacy',
  'x-kling-kind': kind,
  'x-kling-status': 'current',
  'x-kling-since': '2025-01-01',
})

const succeeded = {
  task_id: '867283741759111202',
  task_status: 'succeed',
  task_result: { videos: [] },
  created_at: 1000,
  updated_at: 2000,
}

/** One legacy product and one account operation, as they come out of the join: no examples attached, no errors, no security. */
export function smallSources(): Sources {
  return {
    joined: {
      openapi: '3.1.0',
      info: { title: 'Small', version: '1' },
      servers: [{ url: 'https://api.example.org' }],
      tags: [{ name: 'Things' }, { name: 'Account' }],
      paths: {
        '/v1/things': {
          post: {
            ...facts('createThing', 'async task'),
            'x-kling-task': { get: 'getThing', list: 'listThing', results: ['videos'] },
            requestBody: body('ThingRequest'),
            responses: { 200: { description: 'Taken.', ...body('Envelope') } },
          },
          get: { ...facts('listThing', 'query list'), responses: { 200: { description: 'A page.', ...body('Envelope') } } },
        },
        '/v1/things/{id}': {
          get: {
            ...facts('getThing', 'query one'),
            parameters: [{ $ref: '#/components/parameters/Id' }],
            responses: { 200: { description: 'It.', ...body('Envelope') } },
          },
        },
        '/account/costs': {
          get: {
            ...facts('getCosts', 'query'),
            tags: ['Account'],
            'x-kling-standard': 'new',
            responses: { 200: { description: 'What it cost.', ...body('Costs') } },
          },
        },
      },
      webhooks: { thingUpdated: { post: { operationId: 'thingUpdated', requestBody: body('Envelope') } } },
      components: {
        securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' }, accessKeyJwt: { type: 'http', scheme: 'bearer' } },
        parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } },
        schemas: {
          ThingRequest: {
            type: 'object',
            required: ['prompt'],
            properties: { prompt: { type: 'string', maxLength: 2500 }, mode: { $ref: '#/components/schemas/Mode' } },
          },
          Mode: { type: 'string', enum: ['std', 'pro'] },
          Envelope: { type: 'object', properties: { code: { type: 'integer' } } },
          Costs: { type: 'object', properties: { code: { type: 'integer' }, packs: { $ref: '#/components/schemas/Pack' } } },
          Pack: { type: 'object' },
        },
      },
    },
    examples: {
      requests: {
        createThing: {
          minimal: { 'x-kling-origin': 'documented', value: { prompt: 'a fox' } },
          full: { 'x-kling-origin': 'documented', value: { prompt: 'a fox in the snow', mode: 'pro' } },
        },
        thingUpdated: { done: { 'x-kling-origin': 'documented', value: { code: 0 } } },
      },
      responses: {
        getThing: { 200: { succeed: { 'x-kling-origin': 'captured', value: { code: 0, message: 'SUCCEED', request_id: 'r', data: succeeded } } } },
        getCosts: { 200: { succeed: { 'x-kling-origin': 'documented', value: { code: 0, packs: {} } } } },
      },
      invalid: { createThing: { long: { rule: 'maxLength', value: { prompt: 'x'.repeat(2501) } } } },
    },
    data: { errors: { codes: [{ code: 1201, http: 400, meaning: 'A parameter is wrong.' }] } },
    sharedErrors: {
      ErrorResponse: { type: 'object', properties: { code: { $ref: '#/components/schemas/Code' } } },
      UnroutedResponse: { type: 'object' },
      Code: { type: 'integer' },
    },
  }
}
