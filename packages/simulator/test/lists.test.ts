import { describe, expect, test } from 'vitest'
import { createWorld, day, minute, second, type World } from './support/world.js'

const text2video = '/v1/videos/text2video'
const body = { model_name: 'kling-v3', prompt: 'a fox' }

async function several(world: World, count: number, gap = 0): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    ids.unshift(await world.create(text2video, body))
    world.clock.advance(gap)
  }
  return ids
}

describe('a legacy list', () => {
  const listed = async (world: World, query = '') => (await world.get(`${text2video}${query}`)).json.data.map((task: any) => task.task_id)

  test('shows the newest first, also of one millisecond', async () => {
    const world = createWorld()
    expect(await listed(world)).toEqual([])
    const ids = await several(world, 5)
    expect(await listed(world)).toEqual(ids)
  })

  test('is cut into pages of 30, or as asked for', async () => {
    const world = createWorld()
    const ids = await several(world, 33)
    expect(await listed(world)).toEqual(ids.slice(0, 30))
    expect(await listed(world, '?pageNum=2')).toEqual(ids.slice(30))
    expect(await listed(world, '?pageNum=3&pageSize=10')).toEqual(ids.slice(20, 30))
    expect(await listed(world, '?pageNum=4&pageSize=10')).toEqual(ids.slice(30))
    expect(await listed(world, '?pageNum=5&pageSize=10')).toEqual([])
    expect(await listed(world, '?pageNum=1000&pageSize=500')).toEqual([])
    expect((await world.get(`${text2video}?pageSize=501`)).status).toBe(400)
    expect((await world.get(`${text2video}?pageNum=0`)).status).toBe(400)
  })

  test('holds the tasks of its own operation only', async () => {
    const world = createWorld()
    const [id] = await several(world, 1)
    await world.create('/v1/images/generations', body)
    await world.create('/text-to-video/kling-3.0', { prompt: 'a fox' })
    expect(await listed(world)).toEqual([id])
  })
})

describe.each([
  { path: '/tasks', create: text2video, createBody: body },
  {
    path: '/solutions',
    create: '/solutions/e-commerce/goods_studio',
    createBody: {
      contents: [
        { type: 'goods_title', text: 'Umbrella' },
        { type: 'ref_image', url: 'https://e.com/u.png' },
      ],
      settings: { resolution: '720p', aspect_ratio: '9:16', duration: 15 },
    },
  },
])('the list of $path', ({ path, create, createBody }) => {
  const page = async (world: World, request: object = {}) => (await world.post(path, request)).json.data
  const idsOf = ({ result = [] }: { result?: any[] }) => result.map(({ id }) => id)

  async function made(world: World, count: number): Promise<string[]> {
    const ids: string[] = []
    for (let index = 0; index < count; index++) ids.unshift(await world.create(create, createBody))
    return ids
  }

  test('has no result when it is empty', async () => {
    expect(await page(createWorld())).toEqual({ count: 0, has_more: false })
  })

  test('is read to its end by cursors, which stay good while tasks are created and end', async () => {
    const world = createWorld()
    const ids = await made(world, 10)
    const seen: string[] = []
    let request: object = { limit: 3 }
    for (let more = true; more; ) {
      const data = await page(world, request)
      expect(data.count).toBe(data.result.length)
      seen.push(...idsOf(data))
      more = data.has_more
      expect(data.next_cursor === '').toBe(!more)
      // The times are ignored beside a cursor.
      request = { limit: 3, cursor: data.next_cursor, start_time: 0, end_time: 1 }
      await made(world, 2)
      world.clock.advance(minute)
    }
    expect(seen).toEqual(ids)
  })

  test('goes no further than it is asked to', async () => {
    const world = createWorld()
    const ids = await made(world, 3)
    expect(await page(world, { limit: 3 })).toMatchObject({ count: 3, has_more: false, next_cursor: '' })
    expect(await page(world, { limit: 2, cursor: '' })).toMatchObject({ count: 2, has_more: true })
    expect(idsOf(await page(world, { limit: 0 }))).toEqual(ids.slice(0, 1))
    expect((await world.post(path, { limit: 501 })).status).toBe(400)
  })

  test('shows the last 30 days, or the time asked for', async () => {
    const world = createWorld()
    const first = world.clock.now()
    const [old] = await made(world, 1)
    world.clock.advance(31 * day)
    const [fresh] = await made(world, 1)
    expect(idsOf(await page(world))).toEqual([fresh])
    expect(idsOf(await page(world, { start_time: first, end_time: first + day }))).toEqual([old])
    expect(idsOf(await page(world, { start_time: first }))).toEqual([fresh, old])
    expect(idsOf(await page(world, { start_time: first + 1 }))).toEqual([fresh])
    expect((await world.post(path, { start_time: 2, end_time: 1 })).status).toBe(400)
  })

  test('takes a filter by state, with any spelling of success', async () => {
    const world = createWorld()
    const [done] = await made(world, 1)
    world.clock.advance(2 * second)
    const [failed] = await made(world, 1)
    await world.control.fail(failed!)
    const [running] = await made(world, 1)
    const withStatus = async (...values: string[]) => idsOf(await page(world, { filters: [{ key: 'status', values }] }))
    expect(await withStatus('succeeded')).toEqual([done])
    if (path === '/solutions') expect(await withStatus('succeed')).toEqual([done])
    expect(await withStatus('submitted', 'failed')).toEqual([running, failed])
    expect(await withStatus('processing')).toEqual([])
    expect(await withStatus()).toEqual([running, failed, done])
  })

  test('says nothing to a cursor of somebody else', async () => {
    const world = createWorld()
    await made(world, 1)
    for (const cursor of ['eyJpZCI6Ijg5MzYwNTk0NjQwMjgxMTk4NSJ9', '893605946402811984', '%%%', 'bnVsbA=='])
      expect(await page(world, { cursor })).toEqual({ count: 0, has_more: false })
  })
})

describe('both standards in one list', () => {
  test('by kind of product', async () => {
    const world = createWorld()
    const video = await world.create('/text-to-video/kling-3.0', { prompt: 'a fox' })
    const sound = await world.create('/v1/audio/text-to-audio', { prompt: 'rain', duration: 3 })
    const image = await world.create('/v1/images/generations', body)
    const tryOn = await world.create('/v1/images/kolors-virtual-try-on', { human_image: 'https://e.com/a.png', cloth_image: 'https://e.com/b.png' })
    const solution = await world.create('/solutions/virtual_try_on', {
      contents: [
        { type: 'product_image', url: 'https://e.com/a.png' },
        { type: 'person_image', url: 'https://e.com/b.png' },
      ],
    })
    const ids = async (filters: object[] = []) => (await world.post('/tasks', { filters })).json.data.result.map(({ id }: any) => id)
    const ofProduct = (...values: string[]) => ids([{ key: 'product_type', values }])
    expect(await ids()).toEqual([tryOn, image, sound, video])
    expect(await ofProduct('video')).toEqual([sound, video])
    expect(await ofProduct('image')).toEqual([image])
    expect(await ofProduct('try_on', 'image')).toEqual([tryOn, image])
    expect((await world.post('/solutions')).json.data.result).toMatchObject([{ id: solution }])
  })

  test('times may be digits', async () => {
    const world = createWorld()
    const id = await world.create(text2video, body)
    const { json } = await world.post('/tasks', { start_time: String(world.clock.now()), end_time: '' })
    expect(json.data.result).toMatchObject([{ id }])
  })
})
