import { describe, expect, test } from 'vitest'
import { examples, document as official, requests } from '../src/index.js'
import { documentFiles, documentOf, operationsOf, webhooksOf } from './support/published.js'
import { compiler } from './support/schemas.js'

describe.each(documentFiles)('%s', (file) => {
  const document = documentOf(file)
  const compile = compiler(document)

  describe.each([...operationsOf(document), ...webhooksOf(document)])('$id', ({ operation }) => {
    const body = operation.requestBody?.content['application/json']
    if (body) {
      test('every request example fits the schema', () => {
        const validate = compile(body.schema)
        expect(Object.keys(body.examples).length).toBeGreaterThan(0)
        for (const [name, { value }] of Object.entries<any>(body.examples))
          expect({ name, fits: validate(value), errors: validate.errors }).toMatchObject({ fits: true })
      })
    }

    test('every response example fits the schema of its status', () => {
      for (const [status, response] of Object.entries<any>(operation.responses)) {
        const media = response.content?.['application/json']
        if (!media) continue
        const validate = compile(media.schema)
        for (const [name, { value }] of Object.entries<any>(media.examples)) {
          expect({ status, name, fits: validate(value), errors: validate.errors }).toMatchObject({ fits: true })
        }
      }
    })
  })
})

describe('which examples there are', () => {
  test.each(operationsOf(official))('$id', ({ id, operation }) => {
    const names = Object.keys(examples[id as keyof typeof examples]['200']!)
    const expected: Record<string, string[]> = {
      'async task': ['submitted'],
      'query one': ['submitted', 'processing', 'failed'],
      'query list': ['page', 'empty'],
      'cursor list': ['page', 'empty'],
      list: ['page', 'empty'],
      'query many by id': ['submitted', 'processing', 'failed'],
    }
    if (operation['x-kling-kind'].startsWith('query one') || operation['x-kling-kind'].startsWith('query many')) expect(names[0]).toMatch(/^succeed(ed)?$/)
    expect(names).toEqual(expect.arrayContaining(expected[operation['x-kling-kind']] ?? []))
    expect(names.length).toBeGreaterThan(0)
    if (operation.requestBody) expect(Object.keys(requests[id]!).length).toBeGreaterThanOrEqual(2)
    if (operation.requestBody) expect(requests[id]).toHaveProperty('minimal')
  })

  test('all of them say where they come from', () => {
    const origins = ['documented', 'captured', 'gateway', 'assembled']
    for (const { operation } of operationsOf(official)) {
      const bodies = [operation.requestBody, ...Object.values<any>(operation.responses)].filter(Boolean)
      for (const { value: _, 'x-kling-origin': origin } of bodies.flatMap((body) => Object.values<any>(body.content['application/json'].examples))) {
        expect(origins).toContain(origin)
      }
    }
  })
})

describe('the index', () => {
  test('of responses holds what the document holds', () => {
    const told = operationsOf(official).map(({ id, operation }) => [
      id,
      Object.fromEntries(Object.entries<any>(operation.responses).map(([status, response]) => [status, values(response.content['application/json'].examples)])),
    ])
    expect(examples).toEqual(Object.fromEntries(told))
  })

  test('of requests holds what the document holds', () => {
    const told = [...operationsOf(official), ...webhooksOf(official)]
      .filter(({ operation }) => operation.requestBody)
      .map(({ id, operation }) => [id, values(operation.requestBody.content['application/json'].examples)])
    expect(requests).toEqual(Object.fromEntries(told))
  })

  function values(entries: Record<string, any>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(entries).map(([name, { value }]) => [name, value]))
  }
})
