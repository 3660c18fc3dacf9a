import { describe, expect, test } from 'vitest'
import { addAssembledExamples } from '../src/assembled-examples.ts'
import type { ExampleSet } from '../src/load-examples.ts'

function operation(operationId: string, kind: string, extra = {}) {
  return { operationId, 'x-kling-kind': kind, 'x-kling-standard': 'legacy', ...extra }
}

const legacy = {
  paths: {
    '/v1/things': {
      post: operation('createThing', 'async task', { 'x-kling-task': { get: 'getThing', list: 'listThing', results: ['videos'] } }),
      get: operation('listThing', 'query list'),
    },
    '/v1/things/{id}': { get: operation('getThing', 'query one') },
  },
}

const record = {
  task_id: '867283741759111202',
  task_status: 'succeed',
  task_info: { external_task_id: 'mine' },
  watermark_info: { enabled: true },
  task_result: { videos: [{ id: '1' }] },
  created_at: 1000,
  updated_at: 9000,
}

function assembled(document: object, given: Partial<ExampleSet>): any {
  const examples: ExampleSet = { requests: {}, responses: {}, invalid: {}, ...given }
  addAssembledExamples(document, examples)
  return examples.responses
}

const succeed = () => ({
  getThing: { '200': { succeed: { 'x-kling-origin': 'captured', value: { code: 0, message: 'SUCCEED', request_id: 'r', data: structuredClone(record) } } } },
})

describe('of a legacy product, from the succeeded task', () => {
  const { createThing, getThing, listThing } = assembled(legacy, { responses: succeed() })
  const data = (answers: any, name: string) => answers['200'][name].value.data

  test('a create answers with the fresh task', () => {
    expect(data(createThing, 'submitted')).toEqual({
      task_id: record.task_id,
      task_status: 'submitted',
      task_info: { external_task_id: 'mine' },
      created_at: 1000,
      updated_at: 1000,
    })
  })

  test('a read shows every state; a result only the succeeded one', () => {
    expect(Object.keys(getThing['200'])).toEqual(['succeed', 'submitted', 'processing', 'failed'])
    expect(data(getThing, 'processing')).toMatchObject({ task_status: 'processing', task_result: {}, watermark_info: { enabled: true }, updated_at: 3000 })
    expect(data(getThing, 'failed')).toMatchObject({ task_status: 'failed', task_status_msg: expect.stringMatching(/\w/), final_unit_deduction: '0' })
    expect(data(getThing, 'succeed')).toEqual(record)
  })

  test('a list has a page of two different tasks, and an empty one', () => {
    const page = data(listThing, 'page')
    expect(page.map((task: any) => task.task_status)).toEqual(['succeed', 'processing'])
    expect(new Set(page.map((task: any) => task.task_id)).size).toBe(2)
    expect(data(listThing, 'empty')).toEqual([])
  })

  test('all of them are marked, and come in the envelope of a success', () => {
    for (const answers of [createThing, listThing]) {
      for (const example of Object.values<any>(answers['200'])) {
        expect(example).toMatchObject({
          'x-kling-origin': 'assembled',
          value: { code: 0, message: 'SUCCEED', request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        })
      }
    }
  })

  test('they are the same on every build', () => {
    expect(assembled(legacy, { responses: succeed() })).toEqual({ createThing, getThing, listThing })
  })
})

test('what the sources write is taken as it is', () => {
  const captured = { 'x-kling-origin': 'captured', value: { code: 0, data: { task_id: '5' } } }
  const { createThing } = assembled(legacy, { responses: { ...succeed(), createThing: { '200': { submitted: captured } } } })
  expect(createThing['200'].submitted).toBe(captured)
})

test('without the succeeded task there is nothing to start from', () => {
  expect(() => assembled(legacy, {})).toThrow("getThing needs a response example '200' named 'succeed' in examples/responses.yaml")
})

test('a gateway without lists gets none', () => {
  const document = structuredClone(legacy) as any
  delete document.paths['/v1/things'].get
  delete document.paths['/v1/things'].post['x-kling-task'].list
  expect(Object.keys(assembled(document, { responses: succeed() }))).toEqual(['getThing', 'createThing'])
})

describe('of the new standard', () => {
  const document = {
    paths: {
      '/things/kling-3.0': {
        post: operation('createThing30', 'async task', {
          'x-kling-standard': 'new',
          'x-kling-task': { get: 'getTasks', list: 'listTasks', results: ['video'] },
        }),
      },
      '/things/kling-2.6': {
        post: operation('createThing26', 'async task', {
          'x-kling-standard': 'new',
          'x-kling-task': { get: 'getTasks', list: 'listTasks', results: ['video'] },
        }),
      },
    },
  }

  test('a create answers with the fresh task, and repeats the id of the caller', () => {
    const full = { 'x-kling-origin': 'documented', value: { options: { external_task_id: 'mine' } } }
    const { createThing30 } = assembled(document, { requests: { createThing30: { full } } })
    expect(createThing30['200'].submitted.value.data).toMatchObject({ id: expect.stringMatching(/^\d{18}$/), status: 'submitted', external_id: 'mine' })
  })

  test('each operation has an id of its own', () => {
    const { createThing30, createThing26 } = assembled(document, {})
    expect(createThing30['200'].submitted.value.data.id).not.toBe(createThing26['200'].submitted.value.data.id)
    expect(createThing26['200'].submitted.value.data).not.toHaveProperty('external_id')
  })
})
