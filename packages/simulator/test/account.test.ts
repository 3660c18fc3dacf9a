import { describe, expect, test } from 'vitest'
import type { Pack } from '../src/index.js'
import { createWorld, day, second, type World } from './support/world.js'

const text2video = '/v1/videos/text2video'
const images = '/v1/images/generations'
/** 5 s of V3, silent: 3 units. */
const threeUnits = { model_name: 'kling-v3', prompt: 'a fox' }
const picture = { model_name: 'kling-v3', prompt: 'a fox' }

const codeOf = async (world: World, path: string, body: object) => (await world.post(path, body)).json.code
const noUnits = { status: 429, json: { code: 1102, message: 'Account balance not enough' } }
const noSlot = { status: 429, json: { code: 1303, message: 'parallel task over resource pack limit' } }

function pack(world: World, changes: Partial<Pack>): Pack {
  return { ...world.control.packs[0]!, id: crypto.randomUUID(), ...changes }
}

describe('units', () => {
  test('are never in the way by default', async () => {
    const world = createWorld()
    for (let time = 0; time < 50; time++) await world.create(text2video, threeUnits)
    world.clock.advance(2 * second)
    expect(world.control.charges).toHaveLength(50)
    expect(world.control.packs.map(({ type, total, slots }) => [type, total, slots])).toEqual([
      ['video', 1e9, Number.POSITIVE_INFINITY],
      ['image', 1e9, Number.POSITIVE_INFINITY],
      ['try_on', 1e9, Number.POSITIVE_INFINITY],
    ])
    expect(world.control.packs[0]!.remaining).toBe(1e9 - 150)
  })

  test('are reserved at the create, charged at success', async () => {
    const world = createWorld({ units: 7 })
    await world.create(text2video, threeUnits)
    await world.create(text2video, threeUnits)
    expect(world.control.packs[0]!.remaining).toBe(7)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noUnits)
    world.clock.advance(2 * second)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noUnits)
    expect(world.control.packs[0]!.remaining).toBe(1)
    expect(world.control.charges.map(({ amount, before, after }) => [amount, before, after])).toEqual([
      [3, 7, 4],
      [3, 4, 1],
    ])
  })

  test('are given back at a failure', async () => {
    const world = createWorld({ units: 3 })
    await world.post(text2video, threeUnits, { 'kling-mock-trouble': 'fail' })
    expect(await world.post(text2video, threeUnits)).toMatchObject(noUnits)
    world.clock.advance(2 * second)
    expect(await codeOf(world, text2video, threeUnits)).toBe(0)
    expect(world.control.charges).toEqual([])
  })

  test('are settled at once when somebody steps in', async () => {
    const world = createWorld({ units: 6, slots: 2 })
    const [done, failed] = [await world.create(text2video, threeUnits), await world.create(text2video, threeUnits)]
    expect(await world.post(text2video, threeUnits)).toMatchObject(noUnits)
    await world.control.succeed(done)
    expect(world.control.charges).toMatchObject([{ taskId: done, amount: 3, at: world.clock.now() }])
    await world.control.fail(failed, 'No')
    expect(world.control.usedSlots('video')).toBe(0)
    expect(await codeOf(world, text2video, threeUnits)).toBe(0)
    // Their time would have come now; nothing is charged twice.
    world.clock.advance(10 * second)
    expect(world.control.charges).toHaveLength(2)
    expect(world.control.packs[0]!.remaining).toBe(0)
  })

  test('of one kind of pack do not pay for another', async () => {
    const world = createWorld()
    world.control.setPacks([pack(world, { type: 'video' })])
    expect(await world.post(images, picture)).toMatchObject(noUnits)
    expect(await codeOf(world, text2video, threeUnits)).toBe(0)
    // Sounds, voices and elements draw on the video pack.
    expect(await codeOf(world, '/v1/audio/text-to-audio', { prompt: 'rain', duration: 3 })).toBe(0)
  })

  test('come from the pack in force that ends first and has enough', async () => {
    const world = createWorld()
    const now = world.clock.now()
    world.control.setPacks([
      pack(world, { id: 'later', remaining: 100, invalidAt: now + 50 * day }),
      pack(world, { id: 'first', remaining: 4, invalidAt: now + 5 * day }),
      pack(world, { id: 'over', remaining: 100, invalidAt: now }),
      pack(world, { id: 'future', remaining: 100, effectiveAt: now + 1 }),
    ])
    for (let time = 0; time < 2; time++) await world.create(text2video, threeUnits)
    world.clock.advance(2 * second)
    expect(world.control.charges.map((charge) => charge.pack?.id)).toEqual(['first', 'later'])
  })

  test('of a refused create, a read, a list or a deletion cost nothing', async () => {
    const world = createWorld({ units: 3 })
    await world.post(text2video, { model_name: 'kling-v3' })
    await world.get(text2video)
    await world.get(`${text2video}/1`)
    await world.post('/tasks')
    expect(await codeOf(world, text2video, threeUnits)).toBe(0)
    world.clock.advance(2 * second)
    expect(world.control.charges).toHaveLength(1)
  })

  test('of synchronous calls are charged at once, and hold no slot', async () => {
    const world = createWorld({ units: 0.1, slots: 0 })
    const say = () => world.post('/v1/audio/tts', { text: 'Good evening', voice_id: 'oversea_male1', voice_language: 'en' })
    expect((await say()).json.data.final_unit_deduction).toBe('0.05')
    await say()
    expect(await say()).toMatchObject(noUnits)
    expect(world.control.packs[0]!.remaining).toBe(0)
  })
})

describe('money, for an account that has a balance', () => {
  test('pays when no pack has enough', async () => {
    const world = createWorld({ units: 3, balance: { amount: 1, currency: 'USD' } })
    const [byUnits, byMoney] = [await world.create(text2video, threeUnits), await world.create(text2video, threeUnits)]
    world.clock.advance(2 * second)
    const read = async (id: string) => (await world.get(`${text2video}/${id}`)).json.data
    expect(await read(byUnits)).toMatchObject({ final_unit_deduction: '3' })
    expect(await read(byMoney)).toMatchObject({ final_unit_deduction: '0', final_balance_deduction: { quota: '0.42', list_price: '0.42' } })
    const { json } = await world.get(`/tasks?task_ids=${byMoney}`)
    expect(json.data[0].billing).toEqual([{ charge_type: 'cash', amount: '0.42', cash_type: 'balance', list_price: '0.42', currency: 'USD' }])
    await world.create(text2video, threeUnits)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noUnits)
    world.clock.advance(2 * second)
    expect(world.control.charges.at(-1)).toMatchObject({ amount: 0.42, before: 0.58, after: 0.16, currency: 'USD' })
    expect(world.control.balance).toEqual({ amount: 0.16, currency: 'USD' })
  })
})

describe('slots', () => {
  test('are held until a task ends, and freed at once', async () => {
    const world = createWorld({ slots: 2 })
    await world.create(text2video, threeUnits)
    world.clock.advance(second)
    await world.create(text2video, threeUnits)
    const refused = await world.post(text2video, threeUnits)
    expect(refused).toMatchObject(noSlot)
    expect(refused.json).not.toHaveProperty('data')
    world.clock.advance(second - 1)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noSlot)
    world.clock.advance(1)
    expect(await codeOf(world, text2video, threeUnits)).toBe(0)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noSlot)
  })

  test('are counted per kind of pack, over products and standards', async () => {
    const world = createWorld({ slots: 1 })
    await world.create(text2video, threeUnits)
    expect(await world.post('/text-to-video/kling-3.0', { prompt: 'a fox' })).toMatchObject(noSlot)
    expect(await codeOf(world, images, picture)).toBe(0)
  })

  test('a picture task takes as many as it makes pictures', async () => {
    const world = createWorld({ slots: 4 })
    expect(await world.post(images, { ...picture, n: 5 })).toMatchObject(noSlot)
    await world.create(images, { ...picture, n: 3 })
    expect(world.control.usedSlots('image')).toBe(3)
    expect(await world.post(images, { ...picture, n: 2 })).toMatchObject(noSlot)
    expect(await codeOf(world, images, { ...picture, n: 1 })).toBe(0)
    // A set of views is one task of one slot, however many pictures.
    world.clock.advance(2 * second)
    await world.create('/v1/general/ai-multi-shot', { element_frontal_image: 'https://e.com/a.png' })
    expect(world.control.usedSlots('image')).toBe(1)
  })

  test('a series takes as many as are made, also where the service chooses', async () => {
    const world = createWorld({ slots: 100 })
    const body = { model_name: 'kling-v3-omni', prompt: 'a fox', result_type: 'series' }
    await world.create('/v1/images/omni-image', { ...body, series_amount: 7 })
    expect(world.control.usedSlots('image')).toBe(7)
    const id = await world.create('/v1/images/omni-image', { ...body, series_amount: 'auto' })
    const taken = world.control.usedSlots('image') - 7
    world.clock.advance(2 * second)
    const { json } = await world.get(`/v1/images/omni-image/${id}`)
    expect(json.data.task_result.series_images).toHaveLength(taken)
    expect(world.control.usedSlots('image')).toBe(0)
  })

  test('there are as many as the best pack in force has, not the sum', async () => {
    const world = createWorld()
    const now = world.clock.now()
    world.control.setPacks([
      pack(world, { slots: 1 }),
      pack(world, { slots: 2, invalidAt: now + 1.5 * second }),
      pack(world, { slots: 9, effectiveAt: now + day }),
    ])
    for (let time = 0; time < 2; time++) await world.create(text2video, threeUnits)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noSlot)
    // The better pack ends while the tasks run.
    world.clock.advance(2 * second)
    await world.create(text2video, threeUnits)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noSlot)
  })

  test('counted reads hold a slot until they have been read often enough', async () => {
    const world = createWorld({ slots: 1, reads: 2 })
    const id = await world.create(text2video, threeUnits)
    await world.get(`${text2video}/${id}`)
    expect(await world.post(text2video, threeUnits)).toMatchObject(noSlot)
    await world.get(`${text2video}/${id}`)
    expect(await codeOf(world, text2video, threeUnits)).toBe(0)
  })
})

describe('/account/costs', () => {
  test('shows the packs as they are', async () => {
    const world = createWorld()
    const now = world.clock.now()
    world.control.setPacks([
      pack(world, { name: 'used up', remaining: 0 }),
      pack(world, { name: 'over', invalidAt: now }),
      pack(world, { name: 'to come', effectiveAt: now + 1 }),
      pack(world, { name: 'in force', total: 10, remaining: 10 }),
    ])
    const packs = async (query = '') => (await world.get(`/account/costs?start_time=0&end_time=${now}${query}`)).json.data.resource_pack_subscribe_infos
    expect((await packs()).map(({ status }: any) => status)).toEqual(['runOut', 'expired', 'toBeOnline', 'online'])
    await world.create(text2video, threeUnits)
    world.clock.advance(2 * second)
    expect((await packs()).map((entry: any) => [entry.resource_pack_name, entry.status, entry.remaining_quantity])).toEqual([
      ['used up', 'runOut', 0],
      ['over', 'expired', 1e9],
      ['to come', 'online', 1e9],
      ['in force', 'online', 7],
    ])
    expect(await packs('&resource_pack_name=in%20force')).toMatchObject([{ total_quantity: 10 }])
  })
})

describe('the ledgers', () => {
  const units = '/account/billing/package'
  const money = '/account/billing/balance'

  async function charged() {
    const world = createWorld({ balance: { amount: 1000, currency: 'CNY' } })
    world.control.setPacks([
      pack(world, { type: 'video', id: 'v', name: 'Video', remaining: 9, total: 9 }),
      pack(world, { type: 'image', id: 'i', name: 'Image' }),
    ])
    const ids = []
    for (let index = 0; index < 3; index++) ids.push(await world.create(text2video, threeUnits))
    ids.push(await world.create(images, { ...picture, n: 2 }))
    ids.push(await world.create('/text-to-video/kling-3.0-turbo', { prompt: 'a fox', settings: { duration: 3 } }))
    await world.post(text2video, threeUnits, { 'kling-mock-trouble': 'fail' })
    world.clock.advance(2 * second)
    const range = { start_time: world.clock.now() - day, end_time: world.clock.now() }
    return { world, ids, range }
  }

  test('show what was charged, the latest first; what failed is not there', async () => {
    const { world, ids, range } = await charged()
    const { json } = await world.post(units, range)
    expect(json.data).toMatchObject({ has_more: false, next_cursor: '' })
    expect(json.data.result).toMatchObject({
      count: 4,
      detail: [
        {
          task_id: ids[3],
          product_function: 'Image Generation',
          api_key_name: 'mock',
          product_type: 'image',
          model_name: 'kling-v3',
          deduction_amount: 16,
          duration: null,
          package_id: 'i',
        },
        {
          task_id: ids[2],
          product_function: 'Text to Video',
          resolution: '720p',
          duration: '5.041',
          video_sound: 'off',
          voice_control: false,
          unit_after_deduction: 0,
        },
        { task_id: ids[1], deduction_amount: 3, unit_before_deduction: 6, unit_after_deduction: 3 },
        { task_id: ids[0], deduction_time: String(world.clock.now()), unit_before_deduction: 9 },
      ],
    })
    const paid = await world.post(money, range)
    expect(paid.json.data.result).toMatchObject({
      count: 1,
      detail: [
        {
          task_id: ids[4],
          product_function: 'Text to Video',
          model_name: 'kling-3.0-turbo',
          cash_type: 'balance',
          deduction_amount: 2.4,
          balance_before_deduction: 1000,
          balance_after_deduction: 997.6,
          currency: 'CNY',
        },
      ],
    })
  })

  test('are read page by page; charges made meanwhile shift nothing', async () => {
    const { world, ids, range } = await charged()
    const seen: string[] = []
    let page = { ...range, limit: 1 } as Record<string, unknown>
    for (let more = true; more; ) {
      const { json } = await world.post(units, page)
      expect(json.data.result.count).toBe(1)
      seen.push(json.data.result.detail[0].task_id)
      more = json.data.has_more
      // The cursor overrides everything else.
      page = { cursor: json.data.next_cursor, limit: 1, start_time: 0, end_time: 1 }
      await world.create(images, picture)
      world.clock.advance(2 * second)
    }
    expect(seen).toEqual([ids[3], ids[2], ids[1], ids[0]])
    const foreign = await world.post(units, { cursor: 'c2FtcGxlLWN1cnNvcg==' })
    expect(foreign.json.data).toMatchObject({ has_more: false, result: { count: 0 } })
  })

  test('take filters: the same key any, different keys all', async () => {
    const { world, range } = await charged()
    const count = async (filters: object[]) => (await world.post(units, { ...range, filters })).json.data.result.count
    expect(await count([{ key: 'product_type', values: ['image'] }])).toBe(1)
    expect(
      await count([
        { key: 'product_type', values: ['image'] },
        { key: 'product_type', values: ['video'] },
      ]),
    ).toBe(4)
    expect(
      await count([
        { key: 'product_type', values: ['image'] },
        { key: 'package_id', values: ['v'] },
      ]),
    ).toBe(0)
    expect(await count([{ key: 'package_name', values: ['Video'] }])).toBe(3)
    expect(await count([{ key: 'api_key_name', values: ['somebody'] }])).toBe(0)
    expect(await count([{ key: 'product_type', values: [] }])).toBe(4)
  })

  test('are of the time in which the tasks were created', async () => {
    const { world, range } = await charged()
    const { json } = await world.post(units, { ...range, start_time: range.end_time - second })
    expect(json.data.result).toEqual({ detail: [], count: 0 })
  })
})
