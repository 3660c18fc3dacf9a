import { type OperationId, retiredModels } from '@klingkit/openapi/runtime'
import { zLegacyTaskEvent, zTaskEvent } from '@klingkit/zod'
import { describe, expect, test } from 'vitest'
import { operationOf } from '../src/operations.js'
import { creates, leastAndMost, withCallback, withExternalId } from './support/documented-requests.js'
import { rememberingSender } from './support/receiver.js'
import { createWorld, second, today, type World } from './support/world.js'

/** Every state of a task as its own read shows it, in the words of its standard. */
async function readTask(world: World, operationId: string, id: string) {
  const read = operationOf(operationOf(operationId).task!.get!)
  const legacy = read.kind === 'query one'
  const { status, json } = await world.get(legacy ? read.path.replace('{id}', id) : `${read.path}?task_ids=${id}`)
  expect(status).toBe(200)
  const task = legacy ? json.data : json.data[0]
  return { task, state: task.task_status ?? task.status, message: task.task_status_msg ?? task.message, updated: task.updated_at ?? task.update_time }
}

/** Bodies of models that are gone are refused, see the tests of models. */
const isServed = (operationId: string, body: Record<string, any>) => !retiredModels[operationId as OperationId]?.includes(body.model_name)
const cases = creates.flatMap((operation) =>
  leastAndMost(operation.id)
    .filter(([, body]) => isServed(operation.id, body))
    .map(([name, body]) => ({ operation, name, body })),
)

test('every create that answers has a documented body here', () => {
  expect(new Set(cases.map(({ operation }) => operation.id)).size).toBe(creates.length)
  expect(creates.length).toBeGreaterThan(35)
})

describe.each(cases)('$operation.id, $name', ({ operation, body }) => {
  const success = operation.task!.done ?? (operation.standard === 'legacy' ? 'succeed' : 'succeeded')

  test('is submitted, runs, and ends', async () => {
    const world = createWorld()
    const id = await world.create(operation.path, body)
    expect(id).toMatch(/^\d{18}$/)
    expect(await readTask(world, operation.id, id)).toMatchObject({ state: 'submitted', message: '', updated: today })
    world.clock.advance(0.5 * second)
    expect(await readTask(world, operation.id, id)).toMatchObject({ state: 'processing', message: '', updated: today + 0.5 * second })
    world.clock.advance(1.5 * second - 1)
    expect(await readTask(world, operation.id, id)).toMatchObject({ state: 'processing' })
    world.clock.advance(1)
    const ended = await readTask(world, operation.id, id)
    expect(ended).toMatchObject({ state: success, message: '', updated: today + 2 * second })
    world.clock.advance(3600 * second)
    expect((await readTask(world, operation.id, id)).task).toEqual(ended.task)
    // Something was made, of each kind that the document names.
    const results = operation.task!.results.filter((type) => type !== 'series_images')
    const made =
      ended.task.outputs?.map(({ type }: { type: string }) => type) ?? Object.keys(ended.task.task_result).filter((type) => ended.task.task_result[type])
    if (body.result_type !== 'series') expect(made).toEqual(expect.arrayContaining([...results]))
    expect(made.length).toBeGreaterThan(0)
  })

  test('fails with a reason and costs nothing', async () => {
    const world = createWorld()
    const id = await world.create(operation.path, body, { 'kling-mock-trouble': 'fail=image-format' })
    world.clock.advance(2 * second)
    const { task, state, message } = await readTask(world, operation.id, id)
    expect({ state, message }).toEqual({ state: 'failed', message: 'Image format is invalid' })
    if (operation.standard === 'legacy') expect(task).toMatchObject({ final_unit_deduction: '0' })
    else expect(task).toMatchObject({ outputs: [], billing: [{ amount: '0' }] })
    expect(world.control.charges).toEqual([])
  })

  test('stands on its list in every state', async () => {
    const world = createWorld()
    const list = operationOf(operation.task!.list!)
    const page = async () => {
      const { json } = await (list.method === 'GET' ? world.get(list.path) : world.post(list.path, {}))
      return Array.isArray(json.data) ? json.data : json.data.result
    }
    const ids = []
    for (const [index, trouble] of ['time=0s', 'time=0s,fail=risk-control', 'time=1m', 'time=10s'].entries()) {
      const named = operation.id === 'createLipSync' ? body : withExternalId(operation, body, `list-${index}`)
      ids.unshift(await world.create(operation.path, named, { 'kling-mock-trouble': trouble }))
    }
    world.clock.advance(second)
    const shown = await page()
    expect(shown.map((task: any) => task.task_id ?? task.id)).toEqual(ids)
    expect(shown.map((task: any) => task.task_status ?? task.status)).toEqual(['processing', 'processing', 'failed', success])
    for (const [index, id] of ids.entries()) expect(shown[index]).toEqual((await readTask(world, operation.id, id)).task)
  })

  test('is sent to its callback at every change, in the shape of its standard', async () => {
    const { send, sent } = rememberingSender()
    const world = createWorld({ sendCallback: send })
    await world.create(operation.path, withCallback(operation, body, 'http://127.0.0.1:9/hook'))
    world.clock.advance(2 * second)
    await expect.poll(() => sent.length, { interval: 1 }).toBe(3)
    const events = sent.map(({ body }) => JSON.parse(body))
    const schema = operation.standard === 'legacy' ? zLegacyTaskEvent : zTaskEvent
    for (const event of events) expect(schema.safeParse(event).error?.issues ?? [], JSON.stringify(event)).toEqual([])
    expect(events.map((event) => event.task_status ?? event.status)).toEqual(['submitted', 'processing', success])
    expect(events.map((event) => event.updated_at ?? event.update_time)).toEqual([today, today + 0.5 * second, today + 2 * second])
    // The bare task, without the envelope of an answer.
    for (const event of events) expect(event).not.toHaveProperty('code')
    expect(sent[0]).toMatchObject({ url: 'http://127.0.0.1:9/hook', headers: { 'content-type': 'application/json; charset=utf-8' } })
  })
})

describe.each(cases.filter(({ operation }) => operation.standard === 'legacy'))('$operation.id, $name', ({ operation, body }) => {
  test('is shown by /tasks too, in the shape of the new standard', async () => {
    const world = createWorld()
    const id = await world.create(operation.path, body)
    const states = []
    for (const wait of [0, 0.5, 1.5]) {
      world.clock.advance(wait * second)
      const { json } = await world.get(`/tasks?task_ids=${id}`)
      states.push(json.data[0].status)
    }
    expect(states).toEqual(['submitted', 'processing', 'succeeded'])
    const { json } = await world.post('/tasks')
    expect(json.data).toMatchObject({ count: 1, has_more: false, result: [{ id, status: 'succeeded' }] })
  })
})
