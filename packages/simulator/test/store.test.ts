import { describe, expect, test } from 'vitest'
import { createSimulator, fetchSender, MemoryStore, seededRandom, type TaskQuery, type TaskRecord, type TaskStore, type Thing } from '../src/index.js'
import { senderConformance, storeConformance } from '../src/testing/index.js'
import { quiet, rememberingSender, startReceiver } from './support/receiver.js'
import { createWorld, day, second, type World } from './support/world.js'

/** A store as one with a database is: everything takes its time, and what it hands out are copies made of JSON. */
class DistantStore implements TaskStore {
  #store = new MemoryStore()

  async add(task: TaskRecord) {
    return this.#store.add(copy(task))
  }
  async update(task: TaskRecord) {
    Object.assign(this.#store.get(task.id)!, copy(task))
  }
  async get(id: string) {
    return later(this.#store.get(id))
  }
  async byExternalId(id: string) {
    return later(this.#store.byExternalId(id))
  }
  async byResultId(id: string) {
    return later(this.#store.byResultId(id))
  }
  async list(query: TaskQuery) {
    return later(this.#store.list(query))
  }
  async page(...asked: Parameters<MemoryStore['page']>) {
    return later(this.#store.page(...asked))
  }
  async count() {
    return later(this.#store.count())
  }
  async keep(thing: Thing) {
    await this.#store.keep(copy(thing))
  }
  async thing(kind: string, id: string) {
    return later(this.#store.thing(kind, id))
  }
  async things(kind: string) {
    return later(this.#store.things(kind))
  }
  async drop(kind: string, before: number) {
    await this.#store.drop(kind, before)
  }
  async clear() {
    await this.#store.clear()
  }
}

function copy<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value))
}

async function later<Value>(value: Value): Promise<Value> {
  const result = copy(value)
  await Promise.resolve()
  return result
}

describe.each<[string, () => TaskStore]>([
  ['the store in memory', () => new MemoryStore()],
  ['a store that hands out copies, later', () => new DistantStore()],
])('%s', (_, makeStore) => {
  for (const { name, run } of storeConformance(makeStore)) test(name, run)
})

describe('the suite finds what a store does wrong', () => {
  const broken: [string, (store: MemoryStore) => Partial<TaskStore>][] = [
    ['takes any external id', () => ({ byExternalId: () => undefined })],
    ['forgets changes', (store) => ({ get: (id) => copy(store.get(id)) })],
    ['lists the oldest first', (store) => ({ list: (query) => store.list(query).reverse() })],
    ['ignores where to go on', (store) => ({ list: ({ after, ...query }) => store.list(query) })],
    ['counts later tasks on pages', (store) => ({ page: (operation, skip, limit) => store.page(operation, skip, limit, Number.POSITIVE_INFINITY) })],
    ['never drops', () => ({ drop: () => {} })],
    ['knows no results', () => ({ byResultId: () => undefined })],
  ]
  test.each(broken)('one that %s', async (_, breaking) => {
    const cases = storeConformance(() => {
      const store = new MemoryStore()
      return Object.assign(store, breaking(bound(store)))
    })
    const verdicts = await Promise.all(
      cases.map(({ run }) =>
        run().then(
          () => 'good',
          () => 'bad',
        ),
      ),
    )
    expect(verdicts).toContain('bad')
  })

  /** The methods as they were before one was broken. */
  function bound(store: MemoryStore): MemoryStore {
    return new Proxy(store, { get: (target, name) => (MemoryStore.prototype as any)[name].bind(target) })
  }
})

describe('the sender over fetch', () => {
  for (const { name, run } of senderConformance(fetchSender, startReceiver)) test(name, run)
})

/** A life that touches everything: tasks of both standards, steps from outside, counted reads, voices, sessions, marks, deletions, charges. */
async function live(world: World): Promise<void> {
  const text2video = '/v1/videos/text2video'
  const body = { model_name: 'kling-v3', prompt: 'a fox' }
  await world.create(text2video, { ...body, external_task_id: 'order-1', callback_url: 'http://127.0.0.1:9/hook' })
  await world.create('/text-to-video/kling-3.0', { prompt: 'a fox' }, { 'kling-mock-trouble': 'fail=image-format' })
  await world.create('/v1/images/omni-image', { model_name: 'kling-v3-omni', prompt: 'a fox', result_type: 'series', series_amount: 'auto' })
  const voice = await world.create('/v1/general/custom-voices', { voice_name: 'n', voice_url: 'https://e.com/v.mp3' })
  const counted = await world.create(text2video, body, { 'kling-mock-trouble': 'reads=2' })
  await world.get(`${text2video}/${counted}`)
  world.clock.advance(2 * second)
  await world.get(`${text2video}/${counted}`)
  const { json } = await world.get(`/v1/general/custom-voices/${voice}`)
  await world.post('/v1/general/delete-voices', { voice_id: json.data.task_result.voices[0].voice_id })
  const session = await world.post('/v1/videos/multi-elements/init-selection', { video_url: 'https://e.com/a.mp4' })
  await world.post('/v1/videos/multi-elements/add-selection', { session_id: session.json.data.session_id, frame_index: 0, points: [{ x: 0.1, y: 0.2 }] })
  const stepped = await world.create('/v1/audio/text-to-audio', { prompt: 'rain', duration: 3 })
  await world.control.advance(stepped)
  await world.create(text2video, { ...body, callback_url: 'http://127.0.0.1:9/hook' }, { 'kling-mock-trouble': 'time=1h' })
  await world.create(text2video, body, { 'kling-mock-trouble': 'created-late=1h' })
  world.clock.advance(second)
}

/** Everything a client can see of the tasks. */
async function seen(world: World): Promise<unknown> {
  const tasks = (await world.post('/tasks')).json.data
  const legacy = await Promise.all(
    ['videos/text2video', 'images/omni-image', 'general/custom-voices', 'audio/text-to-audio'].map(async (path) => (await world.get(`/v1/${path}`)).json.data),
  )
  return { tasks, legacy }
}

test('every store makes the same world', async () => {
  const [near, distant] = [createWorld(), createWorld({ store: new DistantStore() })]
  await live(near)
  await live(distant)
  expect(await seen(distant)).toEqual(await seen(near))
  const withoutPacks = (world: World) => world.control.charges.map(({ pack, ...charge }) => charge)
  expect(withoutPacks(distant)).toEqual(withoutPacks(near))
})

describe('a simulator that takes over the store of another', () => {
  async function takenOver() {
    const store = new DistantStore()
    const { send, sent } = rememberingSender()
    const before = createWorld({ store, sendCallback: send, slots: 20 })
    await live(before)
    await quiet()
    const sentBefore = sent.length
    before.simulator.close()
    const after = createWorld({ store, sendCallback: send, slots: 20 })
    after.clock.freeze(before.clock.now())
    return { before, after, sent, sentBefore }
  }

  test('shows the same', async () => {
    const { before, after } = await takenOver()
    expect(await seen(after)).toEqual(await seen(before))
  })

  test('has charged what has ended, and holds the slots of what runs', async () => {
    const { before, after } = await takenOver()
    await seen(after)
    const charges = (world: World) =>
      world.control.charges.filter(({ operation }) => operation.startsWith('create')).map(({ taskId, amount, at }) => [taskId, amount, at])
    expect(charges(after)).toEqual(charges(before))
    expect(after.control.usedSlots('video')).toBe(before.control.usedSlots('video'))
    expect(after.control.usedSlots('video')).toBe(3)
  })

  test('goes on: tasks end, callbacks go out that had not, own ids stay taken, new tasks come first', async () => {
    const { after, sent, sentBefore } = await takenOver()
    const taken = await after.post('/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'a fox', external_task_id: 'order-1' })
    expect(taken.json.message).toBe('External_task_id order-1 already exists')
    const id = await after.create('/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'a fox' })
    expect((await after.get('/v1/videos/text2video')).json.data[0].task_id).toBe(id)
    expect(sent).toHaveLength(sentBefore)
    after.clock.advance(3600 * second)
    await quiet()
    expect(sent.slice(sentBefore).map(({ body }) => JSON.parse(body).task_status)).toEqual(['succeed'])
    expect((await after.get('/v1/videos/text2video')).json.data.filter((task: any) => task.task_status !== 'succeed')).toHaveLength(1)
  })

  test('puts new tasks before those of the same millisecond', async () => {
    const store = new DistantStore()
    const path = '/v1/videos/text2video'
    const body = { model_name: 'kling-v3', prompt: 'a fox' }
    const before = createWorld({ store })
    const first = [await before.create(path, body), await before.create(path, body)]
    const after = createWorld({ store, random: seededRandom(2) })
    const then = await after.create(path, body)
    expect((await after.get(path)).json.data.map((task: any) => task.task_id)).toEqual([then, first[1], first[0]])
  })

  test('remembers sessions, marks and deletions', async () => {
    const { before, after } = await takenOver()
    const { url, body } = before.control.requests
      .filter(({ operationId }) => operationId === 'addMultiElementsSelection')
      .map(({ url, body }) => ({ url, body: JSON.parse(body!) }))[0]!
    const { json } = await after.post(url, { ...body, points: [{ x: 0.5, y: 0.5 }] })
    expect(json.data.res.rle_mask_list).toHaveLength(2)
    const deletion = before.control.requests.find(({ operationId }) => operationId === 'deleteVoice')!
    expect((await after.post(deletion.url, deletion.body)).json.message).toMatch(/already be deleted/)
  })
})

test('things that nobody can refer to any more are forgotten', async () => {
  const store = new MemoryStore()
  const world = createWorld({ store })
  for (let index = 0; index < 40; index++) {
    await world.post('/v1/videos/identify-face', { video_url: 'https://e.com/a.mp4' })
    world.clock.advance(day / 4)
  }
  expect(store.things('session').length).toBeLessThanOrEqual(6)
})

test('a start state that cannot be laid out is told by whoever waits for it', async () => {
  const store = new MemoryStore()
  const seed = {
    tasks: [
      { operation: 'createText2Video' as const, body: { external_task_id: 'a' } },
      { operation: 'createText2Video' as const, body: { external_task_id: 'a' } },
    ],
  }
  const simulator = createSimulator({ store, seed })
  await expect(simulator.handle({ method: 'GET', url: '/tasks?task_ids=1', headers: {} })).rejects.toThrow("the external id 'a' is there already")
})
