import { describe, expect, test } from 'vitest'
import { document, operations } from '../src/index.js'
import * as runtime from '../src/runtime.js'
import { operationsOf, webhooksOf } from './support/published.js'

/** How often each value occurs. */
function counted(values: readonly string[]): Record<string, number> {
  return Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]))
}

describe('the operations of the API', () => {
  test('are 106, of which none is missing or doubled', () => {
    expect(operations).toHaveLength(106)
    expect(new Set(operations.map(({ id }) => id)).size).toBe(106)
    expect(new Set(operations.map(({ call }) => call)).size).toBe(106)
    expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(106)
  })

  test('by standard, status, kind and part of the API', () => {
    expect(counted(operations.map(({ standard }) => standard))).toEqual({ legacy: 79, new: 24, account: 3 })
    expect(counted(operations.map(({ status }) => status))).toEqual({ current: 88, deprecated: 12, retired: 3, experimental: 3 })
    expect(counted(operations.map(({ method }) => method))).toEqual({ POST: 57, GET: 49 })
    expect(counted(operations.map(({ kind }) => kind))).toEqual({
      'async task': 41,
      'query one': 21,
      'query list': 21,
      synchronous: 9,
      list: 4,
      acknowledgement: 3,
      'query many by id': 2,
      'cursor list': 4,
      query: 1,
    })
    expect(counted(operations.map(({ tag }) => tag))).toEqual({
      'Video (legacy)': 29,
      'Avatar and lip-sync (legacy)': 10,
      'Audio (legacy)': 7,
      'Voices and elements (legacy)': 17,
      'Image (legacy)': 16,
      'Video (new standard)': 17,
      'Solutions (new standard)': 7,
      Account: 3,
    })
  })

  test('the table, the document and the table for browsers agree', () => {
    const told = operationsOf(document).map(({ id, method, path }) => ({ id, method, path }))
    expect(operations.map(({ id, method, path }) => ({ id, method, path }))).toEqual(told)
    expect(runtime.operations).toBe(operations)
  })

  test('there are two webhooks', () => {
    expect(
      webhooksOf(document)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['legacyTaskUpdated', 'taskUpdated'])
  })
})

describe('tasks', () => {
  const byId = new Map(operations.map((operation) => [operation.id, operation]))

  test.each(operations.filter(({ kind }) => kind === 'async task'))('$id says how its task is read, and what it results in', ({ standard, task }) => {
    expect(task!.results.length).toBeGreaterThan(0)
    const get = byId.get(task!.get!)!
    const list = byId.get(task!.list!)!
    expect([get.standard, list.standard]).toEqual([standard, standard])
    expect(get.kind).toBe(standard === 'legacy' ? 'query one' : 'query many by id')
    expect(list.kind).toBe(standard === 'legacy' ? 'query list' : 'cursor list')
  })

  test('every read of a legacy task belongs to a create', () => {
    const read = new Set(operations.flatMap(({ task }) => [task?.get, task?.list]))
    const reads = operations.filter(({ kind }) => kind === 'query one' || kind === 'query list')
    expect(reads.filter(({ id }) => !read.has(id))).toEqual([])
  })
})

test.each(operations.filter(({ status }) => status === 'retired'))('$id is retired and says what the service answers', ({ retired }) => {
  expect(retired).toEqual({ code: expect.any(Number), message: expect.any(String) })
})
