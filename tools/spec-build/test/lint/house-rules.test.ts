import { describe, expect, test } from 'vitest'
import { rules } from '../../../../spec/lint/plugin.ts'
import { lintObject } from '../../src/lint.ts'
import type { JsonObject } from '../../src/types.ts'
import { smallDocument } from '../small-document.ts'
import { findingsOf } from './findings.ts'

type Violation = [what: string, change: (document: JsonObject) => void, finding: string | RegExp]

const create = (document: JsonObject) => document.paths['/v1/things'].post
const read = (document: JsonObject) => document.paths['/v1/things/{id}'].get
const request = (document: JsonObject) => document.components.schemas.ThingRequest
const thing = (document: JsonObject) => document.components.schemas.Thing

/** rule -> changes that break it, each with what the finding says. */
const violations: Record<string, Violation[]> = {
  'component-names': [
    ['a name in snake_case', (d) => rename(d, 'Thing', 'the_thing'), "Rename the component 'the_thing': names are PascalCase"],
    ['a request body under another name', (d) => rename(d, 'ThingRequest', 'ThingBody'), 'Rename ThingBody to ThingBodyRequest'],
    ['an answer under another name', (d) => rename(d, 'ThingListResponse', 'ThingPage'), 'Rename ThingPage to ThingPageResponse'],
    [
      'a request body written in place',
      (d) => {
        create(d).requestBody.content['application/json'].schema = { type: 'object' }
      },
      'Move this schema into schemas.yaml under a name that ends in Request',
    ],
  ],
  'deprecated-flag': [
    ['a deprecated status alone', (d) => set(read(d), 'x-kling-status', 'deprecated'), 'set deprecated: true as well'],
    ['a flag alone', (d) => set(read(d), 'deprecated', true), "deprecated: true needs x-kling-status 'deprecated' or 'retired'"],
    [
      'a retired operation that does not say what it answers',
      (d) => Object.assign(read(d), { deprecated: true, 'x-kling-status': 'retired' }),
      'add x-kling-retired: { code, message }',
    ],
    [
      'what a retired operation answers, on a current one',
      (d) => set(read(d), 'x-kling-retired', { code: 1203, message: 'gone' }),
      "needs x-kling-status: 'retired'",
    ],
  ],
  'enum-direction': [
    [
      'closed values in an answer',
      (d) => set(thing(d).properties, 'status', { type: 'string', enum: ['submitted'], description: 'Its state.' }),
      /Thing\/properties\/status\/enum Answers may bring new values: write anyOf/,
    ],
    [
      'open values in a request',
      (d) => set(request(d).properties, 'mode', { description: 'Quality.', anyOf: [{ type: 'string', enum: ['std'] }, { type: 'string' }] }),
      "'ThingRequest.mode' takes any string beside its known values: close the enum",
    ],
  ],
  'exact-integers': [
    ['a long number in an example', (d) => set(example(d).value, 'created_at', 9007199254740993n), '9007199254740992 is beyond 2^53-1'],
    [
      'a long number in a schema',
      (d) => set(request(d).properties.prompt, 'maxLength', 829836802793406551n),
      'write it as a string. Only element_id may be that long',
    ],
  ],
  'known-extensions': [
    [
      'a misspelled extension of a schema',
      (d) => set(request(d).properties.prompt, 'x-kling-medium', {}),
      "'x-kling-medium' is no extension of Schema: use one of x-kling-rule,",
    ],
    ['an extension of an operation on a schema', (d) => set(thing(d), 'x-kling-call', 'a.b'), "'x-kling-call' is no extension of Schema"],
    ['an extension where there are none', (d) => set(d.info, 'x-logo', 'fox.png'), "'x-logo' is no extension of Info: none is used here"],
  ],
  'named-rules': [
    [
      'a name that is not kebab-case',
      (d) => set(request(d).allOf[0]['x-kling-rule'], 'name', 'Mode needs prompt'),
      "Rename the rule 'Mode needs prompt': names are kebab-case",
    ],
    ['two rules of one name', (d) => request(d).allOf.push(structuredClone(request(d).allOf[0])), "Two rules of this schema are named 'mode-needs-prompt'"],
    [
      'a named rule outside of allOf',
      (d) => set(request(d).properties.mode, 'x-kling-rule', { name: 'a', message: 'b' }),
      'x-kling-rule stands in an entry of allOf',
    ],
  ],
  'no-callbacks': [
    [
      'a callback',
      (d) => set(create(d), 'callbacks', { done: { '{$request.body#/callback_url}': { post: { responses: { 200: { description: 'Taken.' } } } } } }),
      "remove callbacks, stock Prism would post to the caller's URL",
    ],
  ],
  'operation-facts': [
    ...['summary', 'tags', 'x-kling-call', 'x-kling-standard', 'x-kling-kind', 'x-kling-status'].map(
      (key): Violation => [`an operation without ${key}`, (d) => delete read(d)[key], `getThing: add '${key}'`],
    ),
    ['an operation without a date', (d) => delete read(d)['x-kling-since'], "getThing: add 'x-kling-since'"],
    ['an operation without a page', (d) => delete read(d).externalDocs, 'getThing: add externalDocs'],
    ['a webhook without a tag', (d) => delete d.webhooks.thingUpdated.post.tags, "thingUpdated: add 'tags'"],
    ['two operations of one client call', (d) => set(read(d), 'x-kling-call', 'v1.things.create'), "has the client call 'v1.things.create' as well"],
  ],
  'operation-id': [
    ['a verb that does not fit the kind', (d) => set(read(d), 'operationId', 'fetchThing'), "an operation of kind 'query one' begins with get"],
    ['an id in snake_case', (d) => set(read(d), 'operationId', 'get_thing'), "'get_thing' must be a verb and a noun in camelCase"],
  ],
  'property-description': [
    ['a field that is not explained', (d) => delete request(d).properties.mode.description, "'mode' has no description: add one here"],
    ['a field whose component is not explained', (d) => delete thing(d).description, 'add one here or on #/components/schemas/Thing'],
  ],
  'ref-stands-alone': [
    [
      'a reference with a neighbour',
      (d) => set(d.components.schemas.ThingResponse.properties.data, 'description', 'The thing.'),
      "$ref stands alone: move 'description' into #/components/schemas/Thing",
    ],
  ],
  'required-examples': [
    ['a request without the example minimal', (d) => move(requests(d), 'minimal', 'short'), "createThing: the request lacks the example 'minimal'"],
    ['a request with one example', (d) => delete requests(d).full, 'createThing: the request has 1 of at least 2 examples'],
    ['a read that does not show a failed task', (d) => delete answers(d).failed, "getThing: status 200 lacks the example 'failed'"],
    [
      'a refusal without an example',
      (d) => delete read(d).responses[400].content['application/json'].examples,
      'getThing: status 400 lacks the example it needs, any one',
    ],
    [
      'a webhook with one example',
      (d) => delete d.webhooks.thingUpdated.post.requestBody.content['application/json'].examples.done,
      'thingUpdated: the request has 1 of at least 2',
    ],
  ],
  'rule-fields': [
    [
      'a condition about a misspelled field',
      (d) => set(request(d).allOf[0], 'if', { required: ['moode'] }),
      "The rule speaks of 'moode', which is no field of this object",
    ],
    [
      'the same in an entry of x-kling-rules',
      (d) => set(request(d), 'x-kling-rules', [{ name: 'a', message: 'b', decimals: 1, when: { anyOf: [{ properties: { moode: { const: 'pro' } } }] } }]),
      "The rule speaks of 'moode'",
    ],
  ],
  'schema-keywords': [
    [
      'a keyword that is not on the list',
      (d) => set(request(d).properties.prompt, 'contentEncoding', 'base64'),
      "'contentEncoding' is no keyword of the allow-list: spec/README.md lists",
    ],
    ['a closed object', (d) => set(request(d), 'additionalProperties', false), "'additionalProperties' is no keyword of the allow-list: objects stay open"],
    [
      'a comma in an unquoted text',
      (d) => set(request(d).properties.prompt, 'or a dog', null),
      'a comma in an unquoted text between braces starts a new key: quote the text',
    ],
    ['a keyword in a parameter', (d) => set(read(d).parameters[0].schema, 'format', 'uuid'), "'format' is no keyword of the allow-list"],
    ['a keyword in the condition of a rule', (d) => set(request(d).allOf[0].if, 'minProperties', 1), "'minProperties' is no keyword"],
  ],
  'task-links': [
    ['a create that links nothing', (d) => delete create(d)['x-kling-task'], 'createThing: an async task needs x-kling-task: { get, list, results }'],
    [
      'a create that does not link its list',
      (d) => delete create(d)['x-kling-task'].list,
      'createThing: x-kling-task.list is missing; name the operation that lists tasks',
    ],
    ['a link to nothing', (d) => set(create(d)['x-kling-task'], 'get', 'getThang'), "names 'getThang', which does not exist"],
    [
      'a link to an operation of another kind',
      (d) => set(create(d)['x-kling-task'], 'get', 'listThing'),
      "whose kind is 'query list'; name an operation of kind 'query one'",
    ],
    ['a create without results', (d) => set(create(d)['x-kling-task'], 'results', []), 'name the kinds of result'],
    ['links on an operation that makes no task', (d) => set(read(d), 'x-kling-task', { results: ['videos'] }), 'x-kling-task stands on creates only'],
    ['a read that no create names', (d) => set(create(d)['x-kling-task'], 'get', 'listThing'), 'getThing: no create names this operation'],
  ],
  'value-types': [['a field without a type', (d) => set(request(d).properties, 'mode', { description: 'Quality.' }), "'mode' has no type: add one"]],
}

test('the small document keeps every rule', async () => {
  expect((await lintObject(smallDocument(), 'openapi')).map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual([])
})

test('every house rule is shown to catch something', () => {
  const readFromFolders = ['sources-file'] // see sources.test.ts
  expect([...Object.keys(violations), ...readFromFolders].sort()).toEqual(Object.keys(rules).sort())
})

for (const [rule, cases] of Object.entries(violations)) {
  describe(rule, () => {
    test.each(cases)('finds %s', async (_, change, finding) => {
      const found = await findingsOf(`kling/${rule}`, change)
      expect(found.join('\n')).toMatch(typeof finding === 'string' ? new RegExp(finding.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : finding)
    })
  })
}

function set(target: JsonObject, key: string, value: unknown): void {
  target[key] = value
}

function move(target: JsonObject, from: string, to: string): void {
  target[to] = target[from]
  delete target[from]
}

/** Gives a component another name, everywhere. */
function rename(document: JsonObject, from: string, to: string): void {
  const renamed = JSON.parse(JSON.stringify(document).replaceAll(`"#/components/schemas/${from}"`, `"#/components/schemas/${to}"`))
  move(renamed.components.schemas, from, to)
  Object.assign(document, renamed)
}

function requests(document: JsonObject): JsonObject {
  return create(document).requestBody.content['application/json'].examples
}

function answers(document: JsonObject): JsonObject {
  return read(document).responses[200].content['application/json'].examples
}

function example(document: JsonObject): JsonObject {
  return answers(document).succeed
}
