import { expect, test } from 'vitest'
import { operationTable } from '../src/operations.ts'
import { smallDocument } from './small-document.ts'

test('the table holds what client, mock and pages need of an operation', () => {
  const document = smallDocument()
  Object.assign(document.paths['/v1/things/{id}'].get, {
    deprecated: true,
    'x-kling-status': 'retired',
    'x-kling-since': '2025-01-01',
    'x-kling-until': '2026-01-01',
    'x-kling-retired': { code: 1203, message: 'gone' },
    'x-kling-evidence': 'inferred',
  })
  const [create, , read] = operationTable({
    ...document,
    paths: { '/v1/things': document.paths['/v1/things'], '/v1/things/{id}': document.paths['/v1/things/{id}'] },
  }).sort((a, b) => (a.id < b.id ? -1 : 1))
  expect(create).toEqual({
    id: 'createThing',
    method: 'POST',
    path: '/v1/things',
    call: 'v1.things.create',
    standard: 'legacy',
    kind: 'async task',
    status: 'current',
    tag: 'Things',
    summary: 'Create a thing',
    since: '2025-01-01',
    task: { get: 'getThing', list: 'listThing', results: ['videos'] },
    source: 'https://docs.example.org/things',
  })
  expect(operationTable(document)).toContainEqual(
    expect.objectContaining({
      id: 'getThing',
      status: 'retired',
      since: '2025-01-01',
      until: '2026-01-01',
      retired: { code: 1203, message: 'gone' },
      inferred: true,
    }),
  )
  expect(read).not.toHaveProperty('task')
})
