import type { JsonObject } from '../src/types.ts'

/** A document of one legacy product that keeps every house rule. Each call gives a fresh one, to be broken at one place. */
export function smallDocument(): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Small', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: 'https://api.example.org' }],
    tags: [
      { name: 'Things', description: 'Things.' },
      { name: 'Webhooks', description: 'Calls back.' },
    ],
    security: [{ apiKey: [] }],
    paths: {
      '/v1/things': {
        post: {
          ...facts('createThing', 'v1.things.create', 'async task', 'Create a thing'),
          'x-kling-task': { get: 'getThing', list: 'listThing', results: ['videos'] },
          requestBody: {
            required: true,
            content: json('ThingRequest', { minimal: { prompt: 'a fox' }, full: { prompt: 'a fox', mode: 'pro' } }),
          },
          responses: responses('ThingResponse', { submitted: answer({ id: '1', status: 'submitted' }) }),
        },
        get: {
          ...facts('listThing', 'v1.things.list', 'query list', 'List things'),
          parameters: [{ name: 'pageNum', in: 'query', description: 'Page to read.', schema: { type: 'integer', minimum: 1 } }],
          responses: responses('ThingListResponse', { page: answer([{ id: '1', status: 'succeed' }]), empty: answer([]) }),
        },
      },
      '/v1/things/{id}': {
        get: {
          ...facts('getThing', 'v1.things.get', 'query one', 'Read a thing'),
          parameters: [{ name: 'id', in: 'path', required: true, description: 'Which.', schema: { type: 'string' } }],
          responses: responses(
            'ThingResponse',
            Object.fromEntries(['succeed', 'submitted', 'processing', 'failed'].map((status) => [status, answer({ id: '1', status })])),
          ),
        },
      },
    },
    webhooks: {
      thingUpdated: {
        post: {
          operationId: 'thingUpdated',
          summary: 'A thing changed',
          description: 'Sent at every change.',
          tags: ['Webhooks'],
          externalDocs: { url: 'https://docs.example.org/callbacks' },
          'x-kling-standard': 'legacy',
          'x-kling-status': 'current',
          'x-kling-since': '2025-01-01',
          requestBody: { content: json('Thing', { done: { id: '1', status: 'succeed' }, failed: { id: '1', status: 'failed' } }) },
          responses: { 200: { description: 'Taken.' }, 400: { description: 'Refused.' } },
        },
      },
    },
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ThingRequest: {
          type: 'object',
          description: 'What to make.',
          required: ['prompt'],
          properties: {
            prompt: { type: 'string', description: 'What happens.' },
            mode: { type: 'string', enum: ['std', 'pro'], description: 'Quality.' },
          },
          allOf: [
            {
              'x-kling-rule': { name: 'mode-needs-prompt', message: 'mode needs a prompt', at: 'mode' },
              if: { required: ['mode'] },
              then: { properties: { prompt: { minLength: 1 } } },
            },
          ],
        },
        Thing: {
          type: 'object',
          description: 'What was made.',
          properties: {
            id: { type: 'string', description: 'Its id.' },
            status: { description: 'Its state.', anyOf: [{ type: 'string', enum: ['submitted', 'processing', 'succeed', 'failed'] }, { type: 'string' }] },
          },
        },
        ThingResponse: envelope({ $ref: '#/components/schemas/Thing' }),
        ThingListResponse: envelope({ type: 'array', description: 'Newest first.', items: { $ref: '#/components/schemas/Thing' } }),
        ErrorResponse: envelope(undefined),
      },
    },
  }
}

function facts(id: string, call: string, kind: string, summary: string): JsonObject {
  return {
    operationId: id,
    summary,
    description: `${summary}.`,
    tags: ['Things'],
    externalDocs: { url: 'https://docs.example.org/things' },
    'x-kling-call': call,
    'x-kling-standard': 'legacy',
    'x-kling-kind': kind,
    'x-kling-status': 'current',
    'x-kling-since': '2025-01-01',
  }
}

function responses(schema: string, examples: JsonObject): JsonObject {
  return {
    200: { description: 'Done.', content: json(schema, examples) },
    400: { description: 'Refused.', content: json('ErrorResponse', { 'error-1201': { code: 1201, message: 'no', request_id: 'r' } }) },
  }
}

function json(schema: string, examples: JsonObject): JsonObject {
  const named = Object.entries(examples).map(([name, value]) => [name, { summary: name, 'x-kling-origin': 'documented', value }])
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, examples: Object.fromEntries(named) } }
}

function envelope(data: JsonObject | undefined): JsonObject {
  return {
    type: 'object',
    description: 'Answer.',
    required: ['code'],
    properties: {
      code: { type: 'integer', description: '0 on success.' },
      message: { type: 'string', description: 'In words.' },
      request_id: { type: 'string', description: 'Id of the call.' },
      ...(data ? { data } : {}),
    },
  }
}

function answer(data: unknown): JsonObject {
  return { code: 0, message: 'SUCCEED', request_id: 'r', data }
}
