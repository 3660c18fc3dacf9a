import { describe, expect, test } from 'vitest'
import { addErrorResponses } from '../src/error-responses.ts'
import type { JsonObject } from '../src/types.ts'

const errors = {
  codes: [
    { code: 0, http: 200, meaning: 'Accepted.' },
    { code: 1000, http: 401, meaning: 'Authentication failed.' },
    { code: 1001, http: 401, meaning: 'The header is empty.', messages: [{ text: 'Authorization is empty', origin: 'captured' }] },
    { code: 1200, http: 400, meaning: 'A parameter is wrong.' },
    {
      code: 1201,
      http: 400,
      meaning: 'A parameter is wrong.',
      messages: [
        { text: 'old words', origin: 'captured', standards: ['legacy'] },
        { text: 'new words', origin: 'captured', standards: ['new'] },
        { name: 'by-rule', text: 'a schema says it', origin: 'captured', example: false },
        { name: 'own-key', text: 'make a key of Kling', origin: 'captured', own_keys: true },
        { name: 'for-some', text: 'only here', origin: 'captured', operations: ['createThing'] },
        { name: 'for-most', text: 'not there', origin: 'captured', except: ['createThing'] },
        { name: 'task-not-found', text: 'task not found', origin: 'captured', when: 'no such task', kinds: ['query one'] },
      ],
    },
    { code: 1203, http: 404, meaning: 'No such resource.' },
  ],
}

function responsesOf(extra: JsonObject = {}): JsonObject {
  const operation = { operationId: 'getThing', 'x-kling-standard': 'legacy', 'x-kling-kind': 'query one', responses: {} as JsonObject, ...extra }
  addErrorResponses({ paths: { '/v1/things/{id}': { get: operation } }, components: { securitySchemes: { apiKey: {}, accessKeyJwt: {} } } }, errors)
  return operation.responses
}

const examplesOf = (responses: JsonObject, status: number): JsonObject => responses[status].content['application/json'].examples

describe('every operation', () => {
  test('has each code at its HTTP status', () => {
    const responses = responsesOf()
    expect(
      Object.fromEntries(
        Object.keys(responses).map((status) => [status, Object.values(examplesOf(responses, Number(status))).map(({ value }: any) => value.code)]),
      ),
    ).toEqual({
      400: [1201, 1200, 1201, 1201, 1201],
      401: [1001, 1000],
      404: [1203],
    })
  })

  test('shows the commonest code of a status first, which is what a mock answers with', () => {
    const responses = responsesOf()
    expect([400, 401, 404].map((status) => Object.keys(examplesOf(responses, status))[0])).toEqual(['error-1201', 'error-1001', 'error-1203'])
  })

  test('answers with the real text where one was captured, else with the documented meaning, marked so', () => {
    const examples = examplesOf(responsesOf(), 401)
    expect(examples['error-1001']).toMatchObject({ 'x-kling-origin': 'captured', value: { code: 1001, message: 'Authorization is empty' } })
    expect(examples['error-1000']).toMatchObject({ 'x-kling-origin': 'assembled', value: { code: 1000, message: 'Authentication failed' } })
  })

  test('answers in the words of its standard', () => {
    expect(examplesOf(responsesOf(), 400)['error-1201'].value.message).toBe('old words')
    expect(examplesOf(responsesOf({ 'x-kling-standard': 'new' }), 400)['error-1201'].value.message).toBe('new words')
  })

  test('shows further texts where they occur', () => {
    expect(examplesOf(responsesOf(), 400)['task-not-found']).toMatchObject({ summary: '1201: no such task', value: { code: 1201, message: 'task not found' } })
    expect(examplesOf(responsesOf({ 'x-kling-kind': 'async task' }), 400)).not.toHaveProperty('task-not-found')
  })

  test('leaves out what a rule of its schema words already', () => {
    expect(examplesOf(responsesOf(), 400)).not.toHaveProperty('by-rule')
  })

  test('shows texts of some operations only there', () => {
    const further = (operationId: string) => Object.keys(examplesOf(responsesOf({ operationId }), 400)).filter((name) => name.startsWith('for-'))
    expect(further('createThing')).toEqual(['for-some'])
    expect(further('getThing')).toEqual(['for-most'])
  })

  test('of a gateway says nothing of keys of Kling itself', () => {
    const document = (securitySchemes: JsonObject): JsonObject => ({
      paths: { '/v1/things': { get: { operationId: 'listThing', 'x-kling-standard': 'legacy', responses: {} } } },
      components: { securitySchemes },
    })
    const [kling, gateway] = [document({ apiKey: {}, accessKeyJwt: {} }), document({ apiKey: {} })]
    for (const each of [kling, gateway]) addErrorResponses(each, errors)
    expect(examplesOf(kling.paths['/v1/things'].get.responses, 400)).toHaveProperty('own-key')
    expect(examplesOf(gateway.paths['/v1/things'].get.responses, 400)).not.toHaveProperty('own-key')
  })

  test('of a gateway stands where the gateway puts it, but for what the gateway refuses itself', () => {
    const responsesWith = (habits: JsonObject): JsonObject => {
      const document = {
        paths: { '/v1/things': { get: { operationId: 'listThing', 'x-kling-standard': 'legacy', responses: {} as JsonObject } } },
        components: { securitySchemes: { apiKey: {} } },
        'x-kling-gateway': { id: 'any', habits },
      }
      addErrorResponses(document, errors)
      return document.paths['/v1/things'].get.responses
    }
    const flat = responsesWith({ error_nesting: 'none' })
    const nested = responsesWith({ error_nesting: 'data.data', own_errors: [1000, 1001] })
    const bodyAt = (responses: JsonObject, status: number, name: string) => examplesOf(responses, status)[name].value
    for (const [status, name] of [
      [400, 'error-1201'],
      [400, 'for-most'],
      [404, 'error-1203'],
    ] as const) {
      const error = bodyAt(flat, status, name)
      expect(bodyAt(nested, status, name)).toEqual({ message: error.message, data: { data: error, message: error.message } })
    }
    for (const name of ['error-1000', 'error-1001']) expect(bodyAt(nested, 401, name)).toEqual(bodyAt(flat, 401, name))
  })

  test('has the same ids on every build, and an id of its own per answer', () => {
    const ids = (responses: JsonObject) => Object.values<any>(examplesOf(responses, 400)).map(({ value }) => value.request_id)
    expect(ids(responsesOf())).toEqual(ids(responsesOf()))
    expect(new Set(ids(responsesOf())).size).toBe(5)
  })
})

describe('a retired operation', () => {
  test('answers its code with its own text, first of that status', () => {
    const examples = examplesOf(responsesOf({ 'x-kling-retired': { code: 1203, message: 'This API is no longer available' } }), 404)
    expect(Object.values<any>(examples)[0]).toMatchObject({ 'x-kling-origin': 'captured', value: { code: 1203, message: 'This API is no longer available' } })
  })

  test('may not name a code that does not exist', () => {
    expect(() => responsesOf({ 'x-kling-retired': { code: 1999, message: 'gone' } })).toThrow(
      'getThing: x-kling-retired names code 1999, which errors.yaml does not have',
    )
  })
})

test('an operation without a standard is an error', () => {
  expect(() => responsesOf({ 'x-kling-standard': undefined })).toThrow('getThing has no x-kling-standard')
})
