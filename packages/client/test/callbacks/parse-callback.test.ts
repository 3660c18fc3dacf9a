import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { type CallbackEvent, KlingCallbackParseError, parseCallback } from '../../src/callbacks.ts'
import type { LegacyTaskEvent, TaskEvent } from '../../src/index.ts'
import { exactText, readExact } from '../support/contract.ts'
import { legacyTask } from './support/signed.ts'

const { webhooks } = readExact('openapi.json')
const examplesOf = (name: string): [string, any][] =>
  Object.entries<any>(webhooks[name].post.requestBody.content['application/json'].examples).map(([example, { value }]) => [example, value])

describe('a legacy task', () => {
  test.each(examplesOf('legacyTaskUpdated'))('example %s', (_, value) => {
    const event = parseCallback(exactText(value))
    expect(event).toMatchObject({ standard: 'legacy', id: value.task_id, status: value.task_status, updated_at: value.updated_at })
    expect(event.external_task_id).toBe(value.task_info.external_task_id)
    expect(event.terminal).toBe(['succeed', 'failed'].includes(value.task_status))
    expect(event.reason).toBe(value.task_status_msg || undefined)
  })

  test('keeps all digits of an element', () => {
    const [, value] = examplesOf('legacyTaskUpdated').find(([name]) => name === 'succeed-element')!
    const event = parseCallback(exactText(value))
    expect(event.standard === 'legacy' && event.task.task_result?.elements?.[0]?.element_id).toBe('860434409999000001')
  })

  test('keeps all digits of ids that come as numbers, also those a number could hold', () => {
    expect(parseCallback('{"task_id":868890153925369901,"task_status":"submitted"}')).toMatchObject({
      id: '868890153925369901',
      task: { task_id: '868890153925369901' },
    })
    expect(parseCallback('{"task_id":42,"task_status":"submitted"}')).toMatchObject({ id: '42', task: { task_id: '42' } })
  })
})

describe('a new-standard task', () => {
  test.each(examplesOf('taskUpdated'))('example %s', (_, value) => {
    const event = parseCallback(exactText(value))
    expect(event).toMatchObject({ standard: 'new', id: value.id, status: value.status, updated_at: value.update_time })
    expect(event.external_task_id).toBe(value.external_id)
    expect(event.outcome).toBe({ submitted: 'running', processing: 'running', succeeded: 'succeeded', failed: 'failed' }[value.status as string])
    expect(event.reason).toBe(value.message || undefined)
  })
})

describe('states', () => {
  test('of both spellings are understood on both standards', () => {
    expect(parseCallback(JSON.stringify(legacyTask({ task_status: 'succeeded' })))).toMatchObject({ outcome: 'succeeded', terminal: true, status: 'succeeded' })
    expect(parseCallback('{"id":"1","status":"succeed"}')).toMatchObject({ outcome: 'succeeded', terminal: true, status: 'succeed' })
  })

  test('of the try-on solution, which mixes the names of both standards, are found', () => {
    expect(parseCallback('{"task_id":"1","status":"succeed"}')).toMatchObject({ standard: 'legacy', id: '1', outcome: 'succeeded' })
  })

  test.each(['queued', 'cancelled', 'constructor', '__proto__'])('%s is unknown: kept, and not taken for an end', (status) => {
    expect(parseCallback(JSON.stringify({ id: '1', status }))).toMatchObject({ outcome: 'unknown', terminal: false, status })
  })
})

describe('what is no task', () => {
  test.each([
    ['{', 'not JSON'],
    ['', 'not JSON'],
    ['null', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['"868"', 'not a JSON object'],
    ['{}', 'neither task_id'],
    ['{"code":0,"message":"SUCCEED","data":{"task_id":"1"}}', 'neither task_id'],
    ['{"task_id":"1"}', 'no task_status'],
    ['{"id":"1","status":3}', 'no status'],
    ['{"id":"","status":"submitted"}', 'not an id'],
    ['{"id":1.5,"status":"submitted"}', 'not an id'],
    ['{"task_id":null,"task_status":"submitted"}', 'not an id'],
  ])('%s', (body, reason) => {
    expect(() => parseCallback(body)).toThrow(KlingCallbackParseError)
    expect(() => parseCallback(body)).toThrow(reason)
  })

  test('bytes that are no UTF-8', () => {
    expect(() => parseCallback(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(KlingCallbackParseError)
  })

  test('times and texts of other types do no harm', () => {
    const event = parseCallback('{"task_id":"1","task_status":"failed","task_info":7,"task_status_msg":{},"updated_at":"1775188656386"}')
    expect(event).toMatchObject({ outcome: 'failed', updated_at: 1775188656386 })
    expect(Object.keys(event)).not.toContain('reason')
    expect(parseCallback('{"id":"1","status":"failed","update_time":"soon"}').updated_at).toBeUndefined()
  })
})

test('`standard` tells the shape of the task', () => {
  const read = (event: CallbackEvent) => {
    if (event.standard === 'legacy') expectTypeOf(event.task).toEqualTypeOf<LegacyTaskEvent>()
    else expectTypeOf(event.task).toEqualTypeOf<TaskEvent>()
  }
  read(parseCallback('{"id":"1","status":"submitted"}'))
})

test('the main part of the bundle: no Node built-ins and no package is imported', () => {
  const source = createRequire(import.meta.url).resolve('../../src/callbacks.ts')
  expect(readFileSync(source, 'utf8')).not.toMatch(/from '(?!\.\/)/)
})
