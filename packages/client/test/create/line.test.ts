import { createSimulator, seededRandom } from '@klingkit/simulator'
import { describe, expect, test } from 'vitest'
import { createCallbackFeed, parseCallback } from '../../src/callbacks.ts'
import { call } from '../../src/core/call.ts'
import { createClient } from '../../src/core/create-client.ts'
import type { ClientOptions } from '../../src/core/options.ts'
import type { CreatedTask } from '../../src/core/task.ts'
import { type CreateOptions, createTask } from '../../src/create/create-task.ts'
import { createQueue } from '../../src/create/queue.ts'
import { KlingConcurrencyError, KlingError, KlingUnknownOutcomeError } from '../../src/errors/index.ts'
import { imageGeneration, lipSync, text2Video } from '../../src/generated/descriptors.gen.ts'
import { wait } from '../../src/wait/wait.ts'
import { virtualClock } from '../support/virtual-clock.ts'

type Options = Partial<ClientOptions> & { slots?: number; others?: number }

/** An account with slots, of which others may use some for ever, and a client with a queue. */
async function account({ slots = 3, others = 0, ...options }: Options) {
  const clock = virtualClock()
  const simulator = createSimulator({
    clock,
    timers: clock,
    random: seededRandom(1),
    slots,
    speed: 'real',
    references: 'off',
  })
  if (others > 0) await simulator.control.seed({ tasks: [{ operation: 'createText2Video', status: 'processing', stays: true, count: others }] })
  const random = seededRandom(2)
  const client = createClient({ apiKey: 'any', fetch: simulator.fetch, clock, random: () => random.next(), ...options })
  const create = (prompt = 'a fox', more?: CreateOptions) => createTask<'createText2Video'>(client, text2Video.create, { model_name: 'kling-v3', prompt }, more)
  const sent = () => simulator.control.requests.filter(({ method }) => method === 'POST')
  const refused = () => sent().filter(({ status }) => status === 429).length
  const later = (milliseconds: number) => new Promise<void>((resolve) => void clock.at(clock.now() + milliseconds, resolve))
  return { clock, client, create, sent, refused, later, control: simulator.control }
}

const prompts = (count: number) => Array.from({ length: count }, (_, index) => `fox ${index}`)
const order = (sent: { body?: string; status: number }[]) => sent.filter(({ status }) => status === 200).map(({ body }) => JSON.parse(body!).prompt)

describe('concurrency: a number', () => {
  test('never more run than that; first come, first served; nothing is refused; waiting in the queue is no time-out', async () => {
    const { client, create, sent, refused, clock } = await account({ slots: 3, concurrency: createQueue(3) })
    await Promise.all(prompts(12).map(async (prompt) => wait(client, await create(prompt))))
    expect(order(sent())).toEqual(prompts(12))
    expect(refused()).toBe(0)
    expect(clock.elapsed, 'longer than a call may take').toBeGreaterThan(240_000)
  })

  test('where others use the account, it gives way to them, in the same order', async () => {
    const { client, create, sent, refused } = await account({ slots: 5, others: 3, concurrency: createQueue(5) })
    await Promise.all(prompts(10).map(async (prompt) => wait(client, await create(prompt))))
    expect(order(sent())).toEqual(prompts(10))
    expect(refused()).toBeLessThan(10)
  })

  test('where others use all of it, the call ends at its deadline, and those behind it come to their turn', async () => {
    const { create } = await account({ slots: 2, others: 2, concurrency: createQueue(5) })
    const ends = await Promise.allSettled(prompts(3).map((prompt) => create(prompt)))
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: expect.any(KlingConcurrencyError) })
  })

  test('what cannot be a number of slots is refused', () => {
    for (const concurrency of [0, -1, Number.NaN, 'many' as 'auto']) expect(() => createQueue(concurrency)).toThrow(KlingError)
  })
})

test("concurrency: 'auto' finds the limit, and goes on trying a little more", async () => {
  const { client, create, sent, refused } = await account({ slots: 6, concurrency: createQueue('auto') })
  await Promise.all(prompts(60).map(async (prompt) => wait(client, await create(prompt))))
  // In the order they came they are sent; one that is put off comes again before those that were not sent yet.
  expect([...new Set(sent().map(({ body }) => JSON.parse(body!).prompt))]).toEqual(prompts(60))
  console.log(`60 creates on 6 slots: ${refused()} refusals`)
  expect(refused()).toBeGreaterThan(0)
  expect(refused()).toBeLessThan(15)
})

test('without the option nothing queues', async () => {
  const { create, refused } = await account({ slots: 3 })
  await Promise.allSettled(prompts(12).map((prompt) => create(prompt, { timeout: 30_000 })))
  expect(refused()).toBeGreaterThan(12)
})

describe('a slot is free again', () => {
  const second = async (world: Awaited<ReturnType<typeof account>>, between: (task: CreatedTask<'createText2Video'>) => unknown) => {
    const task = await world.create('first')
    const next = world.create('second')
    await world.later(1)
    expect(world.sent()).toHaveLength(1)
    await between(task)
    await next
    return world.clock.elapsed
  }

  test('when any read shows that the task has ended', async () => {
    const world = await account({ concurrency: createQueue(1) })
    const elapsed = await second(world, async ({ task_id }) => {
      await call(world.client, text2Video.get, { id: task_id })
      expect(world.sent(), 'it still runs').toHaveLength(1)
      await world.control.fail(task_id)
      await call(world.client, text2Video.list, {})
    })
    expect(elapsed).toBeLessThan(1000)
  })

  test('when a callback tells it', async () => {
    const feed = createCallbackFeed()
    const world = await account({ concurrency: createQueue(1), callbacks: feed })
    const elapsed = await second(world, async ({ task_id }) => {
      await world.control.succeed(task_id)
      feed.deliver(
        parseCallback(
          JSON.stringify({ task_id, task_status: 'succeed', task_status_msg: '', task_info: {}, created_at: 1, updated_at: 2, task_result: { videos: [] } }),
        ),
      )
    })
    expect(elapsed).toBeLessThan(1000)
  })

  test('after twice the typical duration where nobody asks', async () => {
    const world = await account({ concurrency: createQueue(1) })
    const elapsed = await second(world, () => {})
    expect(elapsed).toBeGreaterThanOrEqual(2 * text2Video.create.seconds! * 1000)
    expect(elapsed).toBeLessThan(2 * text2Video.create.seconds! * 1000 + 1000)
  })

  test('at once where nothing was created', async () => {
    const { client, create, clock } = await account({ concurrency: createQueue(1) })
    await expect(createTask(client, text2Video.create, { model_name: 'kling-v1' })).rejects.toThrow(KlingError)
    await create()
    expect(clock.elapsed).toBeLessThan(1000)
  })

  test('not yet where a task may exist', async () => {
    const world = await account({ concurrency: createQueue(1) })
    world.control.addRule({ match: { operation: 'createLipSync' }, then: 'lost-answer' })
    await expect(createTask(world.client, lipSync.create, { input: { video_id: '1' } })).rejects.toThrow(KlingUnknownOutcomeError)
    await world.create()
    expect(world.clock.elapsed).toBeGreaterThan(60_000)
  })
})

test('a picture task takes a slot per picture, and one with more than there are still has its turn', async () => {
  const { client, sent, later } = await account({ slots: 9, concurrency: createQueue(4) })
  const create = (n: number) => createTask(client, imageGeneration.create, { model_name: 'kling-v3', prompt: 'a fox', n })
  await create(3)
  const two = create(2)
  await later(1)
  expect(sent()).toHaveLength(1)
  await two
  await create(9)
  expect(sent()).toHaveLength(3)
})

describe('an abort in the queue', () => {
  const enough = new Error('enough')

  test('says that nothing was sent, and lets the others move up', async () => {
    const { client, create, sent, later } = await account({ concurrency: createQueue(1) })
    const controller = new AbortController()
    const first = create('first')
    const second = create('second', { signal: controller.signal }).catch((error) => error)
    const third = create('third')
    await later(1)
    controller.abort(enough)
    const error = await second
    expect(error).toBeInstanceOf(KlingError)
    expect(error).not.toBeInstanceOf(KlingUnknownOutcomeError)
    expect(error).toMatchObject({ message: expect.stringContaining('nothing was sent'), cause: enough })
    await wait(client, await first)
    await third
    expect(order(sent())).toEqual(['first', 'third'])
  })

  test('after a 1303 says that there is no task, and the others come to their turn', async () => {
    const { create, control, later } = await account({ slots: 1, others: 1, concurrency: createQueue(1) })
    const controller = new AbortController()
    const first = create('first', { signal: controller.signal }).catch((error) => error)
    const second = create('second')
    await later(500)
    controller.abort(enough)
    expect(await first).toMatchObject({ message: expect.stringContaining('there is no task'), cause: enough })
    for (const { id } of await control.tasks()) await control.succeed(id as string)
    await second
  })
})

test('a call that is refused before it is sent takes no place', async () => {
  const request = () => {
    throw new TypeError('wrong')
  }
  const { client, create } = await account({ concurrency: createQueue(1), validate: { request } })
  await expect(create()).rejects.toThrow('wrong')
  await expect(createTask(client, text2Video.create, {})).rejects.toThrow('wrong')
})
