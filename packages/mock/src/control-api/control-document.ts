type Json = Record<string, unknown>

const text = { type: 'string' }

const limitUpTo1000 = { name: 'limit', in: 'query', description: 'How many.', schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } }
const viewParameter = { name: 'view', in: 'query', description: 'official or a gateway; default: what the mock serves.', schema: text }

/** The control API as an OpenAPI document, served at /__kling/openapi.json. */
export const controlDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Control API of kling-mock',
    version: '1.0.0',
    description:
      'Look at a running mock and step in: tasks, time, trouble, requests, callbacks, balance. Only for programs of this machine and for pages the mock itself serves: other origins and other host names are refused.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/__kling' }],
  security: [],
  tags: [
    { name: 'mock', description: 'The mock as a whole.' },
    { name: 'tasks', description: 'What was created.' },
    { name: 'clock', description: 'The time of the mock, which all tasks follow.' },
    { name: 'trouble', description: 'Rules that make requests go wrong.' },
    { name: 'log', description: 'What happened.' },
    { name: 'account', description: 'Resource packs.' },
    { name: 'api', description: 'What the mocked API offers.' },
  ],
  paths: {
    '/health': { get: operation('getHealth', 'mock', 'Whether the mock runs, and how', answer(ref('Health'))) },
    '/openapi.json': { get: operation('getControlDocument', 'mock', 'This document', answer({ type: 'object' })) },
    '/reset': { post: operation('reset', 'mock', 'Forget tasks, things, rules, charges and the log', answer(ref('Nothing'))) },
    '/seed': {
      post: operation(
        'seed',
        'mock',
        'Add tasks, voices, elements and packs',
        answer(object({ tasks: { type: 'integer', description: 'Tasks there are now.' } })),
        {
          body: { type: 'object', description: 'As in a seed file, see the README.' },
        },
      ),
    },
    '/events': {
      get: {
        ...operation('getEvents', 'mock', 'Everything that happens from now on, as server-sent events', {
          description: 'A stream that does not end. Events are `request`, `callback`, `task` and `control` (somebody stepped in); their data is JSON.',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        }),
      },
    },
    '/tasks': {
      get: operation(
        'listTasks',
        'tasks',
        'Tasks, newest first',
        answer(
          list('tasks', {
            type: 'object',
            required: ['id', 'status', 'operation', 'states'],
            properties: {
              id: text,
              status: text,
              operation: text,
              states: {
                type: 'array',
                description: 'In order, each with the moment it begins; those that lie ahead as well, as long as nobody steps in.',
                items: object({ status: text, message: text, updatedAt: { type: 'number' } }),
              },
            },
          }),
        ),
        {
          parameters: [
            limitUpTo1000,
            { name: 'after', in: 'query', description: 'Id of the last task of the page before.', schema: text },
            { name: 'ids', in: 'query', description: 'Only these, joined by commas; at most 1000.', schema: text },
          ],
        },
      ),
    },
    '/tasks/{id}/advance': {
      post: operation('advanceTask', 'tasks', 'Move a task to its next status', answer(ref('Nothing')), { parameters: [idOf('task')] }),
    },
    '/tasks/{id}/succeed': { post: operation('succeedTask', 'tasks', 'Let a task succeed now', answer(ref('Nothing')), { parameters: [idOf('task')] }) },
    '/tasks/{id}/fail': {
      post: operation('failTask', 'tasks', 'Let a task fail now', answer(ref('Nothing')), {
        parameters: [idOf('task')],
        body: object({ reason: { type: 'string', description: 'Text of the failure.' } }, []),
      }),
    },
    '/clock': { get: operation('getClock', 'clock', 'The time', answer(ref('Clock'))) },
    '/clock/freeze': {
      post: operation('freezeClock', 'clock', 'Stop the time', answer(ref('Clock')), {
        body: object({ at: { type: 'number', minimum: 0, description: 'At this moment, in milliseconds since 1970; now when left out.' } }, []),
      }),
    },
    '/clock/unfreeze': { post: operation('unfreezeClock', 'clock', 'Let the time run again', answer(ref('Clock'))) },
    '/clock/advance': {
      post: operation('advanceClock', 'clock', 'Move the time on', answer(ref('Clock')), {
        body: object({ by: { type: ['number', 'string'], description: 'Milliseconds, or a text such as 90s, 5m, 2h, 30d.' } }),
      }),
    },
    '/clock/factor': {
      post: operation('setClockFactor', 'clock', 'Let the time run faster or slower', answer(ref('Clock')), {
        body: object({ factor: { type: 'number', exclusiveMinimum: 0, description: 'How many times as fast.' } }),
      }),
    },
    '/rules': {
      get: operation('listRules', 'trouble', 'Rules in force', answer(list('rules', object({ id: text, rule: ref('Rule'), seen: { type: 'integer' } })))),
      post: operation('addRule', 'trouble', 'Make requests go wrong', answer(object({ id: text })), { body: ref('Rule') }),
    },
    '/rules/{id}': { delete: operation('deleteRule', 'trouble', 'Take a rule back', answer(ref('Nothing')), { parameters: [idOf('rule')] }) },
    '/requests': {
      get: operation(
        'listRequests',
        'log',
        'The last 1000 requests, oldest first, with why they were refused or warned about',
        answer(list('requests', ref('Request'))),
      ),
    },
    '/callbacks': {
      get: operation(
        'listCallbacks',
        'log',
        'Callbacks, oldest first, with every attempt',
        answer(
          object({ callbacks: { type: 'array', items: ref('Delivery') }, signed: { type: 'boolean', description: 'Whether those from now on are signed.' } }),
        ),
      ),
    },
    '/receiver': {
      post: operation('receiveCallback', 'log', 'Take a callback, for who has no receiver of their own', answer(ref('Nothing')), { body: { type: 'object' } }),
    },
    '/webhook-secret': {
      post: operation('makeWebhookSecret', 'log', 'Sign callbacks with a new secret, which is shown this once', answer(object({ secret: text }))),
    },
    '/words': {
      get: operation(
        'listWords',
        'trouble',
        'Everything a rule can say',
        answer(
          object({
            words: { type: 'array', items: object({ name: text, form: text, about: text, bare: { type: 'boolean', description: 'Stands without a value.' } }) },
            failures: {
              type: 'array',
              items: object({ name: text, text, when: text, origin: text, operations: { type: 'array', description: 'Only of these.', items: text } }, [
                'name',
                'text',
                'when',
                'origin',
              ]),
            },
            codes: { type: 'array', items: object({ code: { type: 'integer' }, http: { type: 'integer' }, meaning: text, fix: text }) },
          }),
        ),
      ),
    },
    '/operations': {
      get: operation(
        'listOperations',
        'api',
        'Operations of the API, official or as a gateway relays them',
        answer(object({ operations: { type: 'array', items: ref('Operation') }, views: { type: 'array', items: text } })),
        { parameters: [viewParameter] },
      ),
    },
    '/operations/{id}/examples': {
      get: operation(
        'listExamples',
        'api',
        'Documented request bodies of an operation',
        answer(list('examples', object({ name: text, summary: text, text: { type: 'string', description: 'JSON text, every digit kept.' } }))),
        { parameters: [idOf('operation'), viewParameter] },
      ),
    },
    '/charges': {
      get: operation(
        'listCharges',
        'account',
        'What was charged, newest first',
        answer(
          list(
            'charges',
            object({
              taskId: text,
              operation: text,
              at: { type: 'number' },
              amount: { type: 'number' },
              before: { type: 'number' },
              after: { type: 'number' },
            }),
          ),
        ),
        { parameters: [limitUpTo1000] },
      ),
    },
    '/balance': {
      get: operation('getBalance', 'account', 'Resource packs', answer(ref('Balance'))),
      post: operation('setBalance', 'account', 'Set what is left and how many tasks may run at once', answer(ref('Balance')), {
        body: object(
          {
            type: { type: 'string', description: 'Only packs of this type, for example video; all when left out.' },
            units: { type: 'number', minimum: 0, description: 'Units that are left.' },
            slots: { type: ['integer', 'null'], minimum: 0, description: 'Tasks that may run at once; null for no limit.' },
          },
          [],
        ),
      }),
    },
  },
  components: {
    schemas: {
      Nothing: { type: 'object', additionalProperties: false },
      Problem: object({ message: { type: 'string', description: 'What is wrong, and the way out.' } }),
      Health: object({
        status: { const: 'ok' },
        version: text,
        mode: text,
        engine: text,
        gateway: text,
        credentials: {
          type: 'array',
          description: 'Which credentials of its own the mock asks for; empty where it takes any bearer token.',
          items: { enum: ['api-key', 'access-key'] },
        },
        tasks: { type: 'integer' },
      }),
      Clock: object({ now: { type: 'number', description: 'Milliseconds since 1970.' }, frozen: { type: 'boolean' }, factor: { type: 'number' } }),
      Rule: object(
        {
          match: object(
            {
              operation: { type: 'string', description: 'Operation id, or its start followed by *.' },
              model: text,
              prompt: { type: 'string', description: 'Text the prompt contains.' },
              nth: { type: 'integer', minimum: 1, description: 'Only the n-th matching request.' },
            },
            [],
          ),
          then: { type: 'string', minLength: 1, description: 'What happens, for example code=1303 or delay=5s,fail=risk-control.' },
          probability: { type: 'number', minimum: 0, maximum: 1, default: 1, description: 'How often it happens.' },
          seed: { type: 'integer', description: 'Makes the choice of a probability the same in every run.' },
        },
        ['then'],
      ),
      Request: object(
        {
          time: { type: 'number' },
          method: text,
          url: text,
          operationId: text,
          body: { type: 'string', description: 'The start of the body.' },
          status: { type: 'integer' },
          refusal: object({ code: { type: 'integer' }, message: text }),
          trouble: {
            type: 'array',
            description: 'What made trouble of it; of what several say, the last counts.',
            items: object(
              {
                by: { enum: ['rule', 'header', 'callback_url', 'external_task_id'] },
                rule: { type: 'string', description: 'Id of the rule, where it was one.' },
                words: { type: 'string', description: 'As they were written, for example code=1303.' },
              },
              ['by', 'words'],
            ),
          },
          issues: { type: 'array', items: object({ path: text, rule: text, message: text }) },
          warnings: { type: 'array', items: object({ path: text, message: text, suggestion: text }, ['path', 'message']) },
        },
        ['time', 'method', 'url', 'status'],
      ),
      Delivery: object(
        {
          id: text,
          taskId: text,
          url: text,
          status: { type: 'string', description: 'Status of the task in the body.' },
          body: text,
          attempts: {
            type: 'array',
            items: object(
              {
                at: { type: 'number' },
                status: { type: 'integer' },
                error: text,
                signature: { type: 'object', description: 'Headers of the signature, where it was signed.' },
              },
              ['at'],
            ),
          },
          outcome: { type: 'string', description: 'waiting, delivered, given-up, not-allowed, lost or no-sender.' },
          reason: { type: 'string', description: 'Why it is not sent, with the way out.' },
        },
        ['id', 'taskId', 'url', 'status', 'attempts', 'outcome'],
      ),
      Operation: object({ id: text, method: text, path: text, call: text, summary: text, tag: text, standard: text, kind: text, status: text, get: text }, [
        'id',
        'method',
        'path',
        'call',
        'summary',
        'tag',
        'standard',
        'kind',
        'status',
      ]),
      Balance: object(
        {
          packs: {
            type: 'array',
            items: object({
              name: text,
              id: text,
              type: text,
              total: { type: 'number' },
              remaining: { type: 'number' },
              slots: { type: ['number', 'null'] },
              used_slots: { type: 'number' },
              unit_usd: { type: 'number', description: 'List price of a unit.' },
            }),
          },
          balance: object({ amount: { type: 'number' }, currency: text }),
          spent: object({
            units: { type: 'array', items: object({ type: text, units: { type: 'number' }, usd: { type: 'number' } }) },
            usd: { type: 'number', description: 'Everything, units at their list price.' },
          }),
        },
        ['packs', 'spent'],
      ),
    },
  },
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

function object(properties: Json, required = Object.keys(properties)): Json {
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) }
}

function list(name: string, items: Json): Json {
  return object({ [name]: { type: 'array', items } })
}

function answer(schema: Json): Json {
  return { description: 'Done.', content: { 'application/json': { schema } } }
}

function idOf(what: string): Json {
  return { name: 'id', in: 'path', required: true, description: `Id of the ${what}.`, schema: { type: 'string', minLength: 1 } }
}

function operation(operationId: string, tag: string, summary: string, success: Json, { parameters, body }: { parameters?: Json[]; body?: Json } = {}): Json {
  return {
    operationId,
    summary,
    tags: [tag],
    ...(parameters ? { parameters } : {}),
    ...(body ? { requestBody: { required: 'required' in body, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      '200': success,
      '4XX': { description: 'Not possible, or not allowed.', content: { 'application/json': { schema: ref('Problem') } } },
    },
  }
}
