import { operations } from '@klingkit/openapi/runtime'
import { describe, expect, test } from 'vitest'
import { MemoryStore, type Seed } from '../src/index.js'
import { createWorld, day, hour, second, today, type World } from './support/world.js'

const text2video = '/v1/videos/text2video'

async function seeded(seed: Seed, options = {}): Promise<World> {
  return createWorld({ seed, ...options })
}

describe('a start state', () => {
  test('lays out tasks in the states asked for, the last one newest', async () => {
    const world = await seeded({
      tasks: [
        { operation: 'createText2Video', body: { model_name: 'kling-v3', prompt: 'a fox', external_task_id: 'order-1' } },
        { operation: 'createText2Video', status: 'failed', reason: 'image-format' },
        { operation: 'createText2Video', status: 'processing' },
        { operation: 'createText2Video', status: 'submitted' },
      ],
    })
    const list = async () => (await world.get(text2video)).json.data
    expect((await list()).map(({ task_status }: any) => task_status)).toEqual(['submitted', 'processing', 'failed', 'succeed'])
    expect((await list())[2].task_status_msg).toBe('Image format is invalid')
    expect((await world.get(`${text2video}/order-1`)).json.data.task_result.videos).toHaveLength(1)
    // Those under way go on.
    world.clock.advance(10 * second)
    expect((await list()).map(({ task_status }: any) => task_status)).toEqual(['succeed', 'succeed', 'failed', 'succeed'])
  })

  test('can hold a page still', async () => {
    const world = await seeded({
      tasks: [
        { operation: 'createText2Video', status: 'processing', stays: true },
        { operation: 'createText2Video', status: 'submitted', stays: true },
      ],
    })
    world.clock.advance(1000 * day)
    expect((await world.get(text2video)).json.data.map(({ task_status }: any) => task_status)).toEqual(['submitted', 'processing'])
    await world.control.succeed((await world.get(text2video)).json.data[0].task_id)
    expect((await world.get(text2video)).json.data[0].task_status).toBe('succeed')
  })

  test('of every product, in every state', async () => {
    const creates = operations.filter(({ kind, status }) => kind === 'async task' && status !== 'retired')
    const world = await seeded({
      tasks: creates.flatMap(({ id }) =>
        (['succeeded', 'failed', 'processing', 'submitted'] as const).map((status) => ({ operation: id, status, stays: true })),
      ),
    })
    expect(await world.control.taskCount()).toBe(creates.length * 4)
    for (const { task } of creates) {
      const list = operations.find(({ id }) => id === task!.list)!
      expect((await (list.method === 'GET' ? world.get(list.path) : world.post(list.path))).status).toBe(200)
    }
  })

  test('with ids and times of its own, and many at once', async () => {
    const world = await seeded({
      tasks: [
        { operation: 'createText2Video', id: '850000000000000001', resultId: '850000000000000002', createdAt: today - 3 * day },
        { operation: 'createText2Video', age: 2 * day, count: 200 },
      ],
    })
    const { json } = await world.get(`${text2video}/850000000000000001`)
    expect(json.data).toMatchObject({ created_at: today - 3 * day, task_result: { videos: [{ id: '850000000000000002' }] } })
    const page = await world.post('/tasks', { limit: 500 })
    expect(page.json.data).toMatchObject({ count: 201, has_more: false })
    expect(new Set(page.json.data.result.map(({ id }: any) => id)).size).toBe(201)
    expect((await world.post('/v1/audio/video-to-audio', { video_id: '850000000000000002' })).status).toBe(200)
  })

  test('with voices, elements and speeches that can be used', async () => {
    const world = await seeded(
      {
        voices: [
          { name: 'Narrator', id: '860000000000000001' },
          { name: 'Gone', deleted: true },
        ],
        elements: [
          { name: 'Mia', description: 'young woman', id: '870000000000000001', images: ['https://e.com/front.png', 'https://e.com/side.png'] },
          { name: 'Leo', video: 'https://e.com/leo.mp4' },
        ],
        speeches: [{ id: '880000000000000001', seconds: 7.5 }],
      },
      { references: 'strict' },
    )
    const voices = (await world.get('/v1/general/custom-voices')).json.data.map((task: any) => task.task_result.voices[0])
    expect(voices).toMatchObject([
      { voice_name: 'Gone', status: 'deleted' },
      { voice_name: 'Narrator', voice_id: '860000000000000001' },
    ])
    const elements = (await world.get('/v1/general/advanced-custom-elements')).json.data.map((task: any) => task.task_result.elements[0])
    expect(elements).toMatchObject([
      { element_name: 'Leo', reference_type: 'video_refer', element_video_list: { refer_videos: [{ video_url: 'https://e.com/leo.mp4' }] } },
      {
        element_name: 'Mia',
        element_id: '870000000000000001',
        element_image_list: { frontal_image: 'https://e.com/front.png', refer_images: [{ image_url: 'https://e.com/side.png' }] },
      },
    ])
    const id = await world.create('/v1/videos/avatar/image2video', { image: 'https://e.com/me.png', audio_id: '880000000000000001' })
    world.clock.advance(2 * second)
    expect((await world.get(`/v1/videos/avatar/image2video/${id}`)).json.data.task_result.videos[0].duration).toBe('7.5')
    expect((await world.post('/v1/general/delete-voices', { voice_id: '860000000000000001' })).status).toBe(200)
  })

  test('with packs and a balance', async () => {
    const world = await seeded({ packs: [{ type: 'video', name: 'Trial', total: 100, remaining: 4, slots: 2 }], balance: { amount: 12, currency: 'USD' } })
    const { json } = await world.get(`/account/costs?start_time=0&end_time=${today}`)
    expect(json.data.resource_pack_subscribe_infos).toMatchObject([
      { resource_pack_name: 'Trial', total_quantity: 100, remaining_quantity: 4, status: 'online' },
    ])
    expect(world.control.balance).toEqual({ amount: 12, currency: 'USD' })
    const endless = await seeded({ packs: [{ type: 'video', slots: null as never }] })
    expect(endless.control.packs[0]!.slots).toBe(Number.POSITIVE_INFINITY)
  })

  test('has charged what it shows as finished, and holds slots for what runs', async () => {
    const world = await seeded({
      tasks: [
        { operation: 'createText2Video', body: { model_name: 'kling-v3' } },
        { operation: 'createImageGeneration', status: 'failed' },
        { operation: 'createText2Video', status: 'processing' },
        { operation: 'createImageGeneration', body: { n: 4 }, status: 'submitted' },
      ],
      packs: [
        { type: 'video', total: 50 },
        { type: 'image', total: 500 },
      ],
    })
    expect(await world.control.taskCount()).toBe(4)
    expect(world.control.charges.map(({ operation, amount }) => [operation, amount])).toEqual([['createText2Video', 3]])
    expect([world.control.usedSlots('video'), world.control.usedSlots('image')]).toEqual([1, 4])
    const { json } = await world.post('/account/billing/package', { start_time: today - day, end_time: today })
    expect(json.data.result.count).toBe(1)
  })

  test('says itself what is left of a pack: finished tasks were paid before', async () => {
    const finished = { operation: 'createText2Video', body: { model_name: 'kling-v3' }, count: 5 } as const
    const seed: Seed = { tasks: [finished], packs: [{ type: 'video', total: 100, remaining: 90 }] }
    const world = await seeded(seed)
    const ledger = async (of: World) =>
      (await of.get(`/account/costs?start_time=0&end_time=${today}`)).json.data.resource_pack_subscribe_infos[0].remaining_quantity
    expect(await ledger(world)).toBe(90)
    // Ten units were taken from this pack; the ledger shows the last three tasks, the earlier ones were paid from a pack that is gone.
    expect(world.control.charges.map(({ amount, before, after }) => [amount, before, after])).toEqual([
      [3, 99, 96],
      [3, 96, 93],
      [3, 93, 90],
    ])
    await world.create(text2video, { model_name: 'kling-v3', prompt: 'a fox' })
    world.clock.advance(2 * second)
    expect([await ledger(world), world.control.charges.at(-1)]).toMatchObject([87, { before: 90, after: 87 }])
  })

  test('takes what finished tasks cost from a pack that says nothing, and never more than it holds', async () => {
    const finished = { operation: 'createText2Video', body: { model_name: 'kling-v3' }, count: 5 } as const
    const left = async (seed: Seed) => {
      const world = await seeded(seed)
      await world.get(text2video)
      return [world.control.packs.find(({ type }) => type === 'video')!.remaining, world.control.charges.length]
    }
    expect(await left({ tasks: [finished] })).toEqual([1e9 - 15, 5])
    expect(await left({ tasks: [finished], packs: [{ type: 'video', total: 10 }] })).toEqual([1, 3])
    expect(await left({ tasks: [finished], packs: [{ type: 'video', total: 10, remaining: 0 }] })).toEqual([0, 3])
    expect(await left({ tasks: [finished], packs: [{ type: 'video', total: 0 }] })).toEqual([0, 0])
  })

  test('leaves no pack with less than nothing, whatever still runs', async () => {
    const world = await seeded({
      tasks: [{ operation: 'createText2Video', body: { model_name: 'kling-v3' }, status: 'processing', count: 5 }],
      packs: [{ type: 'video', total: 100, remaining: 7 }],
    })
    await world.get(text2video)
    world.clock.advance(hour)
    expect(world.control.packs[0]!.remaining).toBe(0)
    expect(world.control.charges.map(({ after }) => after)).toEqual([4, 1, 0])
  })

  test('stays paid over a restart', async () => {
    const store = new MemoryStore()
    const seed: Seed = {
      tasks: [{ operation: 'createText2Video', body: { model_name: 'kling-v3' }, count: 2 }],
      packs: [{ type: 'video', total: 100, remaining: 40 }],
    }
    for (let start = 0; start < 2; start++) {
      const world = await seeded(seed, { store })
      await world.get(text2video)
      expect([world.control.packs[0]!.remaining, world.control.charges.length]).toEqual([40, 2])
    }
  })

  test('with rules of trouble, which come back after a reset', async () => {
    const world = await seeded({ rules: [{ match: { operation: 'createText2Video', nth: 2 }, then: 'code=1303' }] })
    const codes = async () => {
      const found = []
      for (let time = 0; time < 3; time++) found.push((await world.post(text2video, { model_name: 'kling-v3', prompt: 'a fox' })).json.code)
      return found
    }
    expect(await codes()).toEqual([0, 1303, 0])
    await world.control.reset()
    expect(await codes()).toEqual([0, 1303, 0])
  })

  test('is there from the first request on, and again after a reset', async () => {
    const world = await seeded({ tasks: [{ operation: 'createText2Video', age: hour }] })
    expect((await world.get(text2video)).json.data).toHaveLength(1)
    await world.create(text2video, { model_name: 'kling-v3', prompt: 'a fox' })
    world.control.addRule({ then: 'code=1302' })
    world.control.setPacks([])
    await world.control.reset()
    expect((await world.get(text2video)).json.data).toHaveLength(1)
    expect([world.control.rules, world.control.requests.length, world.control.packs.length]).toEqual([[], 1, 3])
  })

  test('can be added to while it runs', async () => {
    const world = createWorld()
    await world.create(text2video, { model_name: 'kling-v3', prompt: 'a fox' })
    await world.control.seed({ tasks: [{ operation: 'createText2Video', age: hour }], voices: [{ name: 'Narrator' }] })
    const { json } = await world.post('/tasks')
    expect(json.data.result.map((task: any) => [task.status, task.outputs.length])).toEqual([
      ['submitted', 0],
      ['succeeded', 1],
      ['succeeded', 1],
    ])
    await expect(world.control.seed({ tasks: [{ operation: 'createText2Vidio' }] })).rejects.toThrow(TypeError)
    expect(await world.control.taskCount()).toBe(3)
  })
})

describe('a seed with a mistake is refused, and the message names place and way out', () => {
  test.each<[unknown, string]>([
    [[], 'a seed is an object with tasks'],
    [{ taks: [] }, "'taks' is no part of a seed; these are tasks, voices, elements, speeches, packs, rules, balance"],
    [{ tasks: {} }, 'seed.tasks is a list'],
    [{ tasks: [1] }, 'seed.tasks[0] is an object'],
    [{ tasks: [{ body: {} }] }, "seed.tasks[0] needs 'operation'"],
    [{ tasks: [{ operation: 'getTasks' }] }, "seed.tasks[0].operation: 'getTasks' creates no task; take one such as createText2Video"],
    [{ tasks: [{ operation: 'createText2Video', status: 'succeed' }] }, 'seed.tasks[0].status is one of submitted, processing, succeeded, failed'],
    [{ tasks: [{ operation: 'createText2Video', prompt: 'a' }] }, "seed.tasks[0]: 'prompt' is not known there; it takes operation, body, status"],
    [{ tasks: [{ operation: 'createText2Video', age: '1' }] }, 'seed.tasks[0].age is a number'],
    [{ tasks: [{ operation: 'createText2Video', id: '12' }] }, 'seed.tasks[0].id has 18 digits'],
    [{ tasks: [{ operation: 'createText2Video', id: '850000000000000001', count: 2 }] }, 'seed.tasks[0]: several tasks cannot have the same id'],
    [{ elements: [{ name: 'Mia', images: [1] }] }, 'seed.elements[0].images is a list of texts'],
    [{ packs: [{ type: 'sound' }] }, 'seed.packs[0].type is one of video, image, try_on'],
    [{ balance: { amount: 1, currency: 'EUR' } }, 'seed.balance.currency is one of USD, CNY'],
    [{ rules: {} }, 'seed.rules is a list'],
    [{ rules: [{ then: 'explode' }] }, "seed.rules[0]: 'explode' is no word the mock knows"],
    [{ balance: 5 }, 'seed.balance is an object with amount and currency'],
  ])('%o', (seed, message) => {
    expect(() => createWorld({ seed: seed as Seed })).toThrow(message)
  })
})
