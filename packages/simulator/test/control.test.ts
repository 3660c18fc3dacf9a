import { describe, expect, test } from 'vitest'
import { createSimulator, type SimulatorEvent } from '../src/index.js'
import { createWorld, second } from './support/world.js'

const text2video = '/v1/videos/text2video'
const body = { model_name: 'kling-v3', prompt: 'a fox' }

describe('control shows', () => {
  test('tasks of every standard, newest first, with what was asked for and what they cost', async () => {
    const world = createWorld()
    const legacy = await world.create(text2video, { ...body, external_task_id: 'order-1' })
    world.clock.advance(1)
    const solution = await world.create('/solutions/virtual_try_on', {
      contents: [
        { type: 'product_image', url: 'https://e.com/a.png' },
        { type: 'person_image', url: 'https://e.com/b.png' },
      ],
    })
    expect(await world.control.tasks()).toMatchObject([
      { id: solution, operation: 'createVirtualTryOnSolution', status: 'submitted' },
      { id: legacy, operation: 'createText2Video', status: 'submitted', body, units: 3, external_id: 'order-1' },
    ])
    expect(await world.control.tasks(1)).toHaveLength(1)
    expect(await world.control.taskCount()).toBe(2)
    expect(await world.control.task('order-1')).toMatchObject({ id: legacy })
    expect(await world.control.task('order-2')).toBeUndefined()
  })

  test('tasks page by page, by their ids, and with what lies ahead of them', async () => {
    const world = createWorld()
    const ids = [await world.create(text2video, body), await world.create(text2video, body), await world.create(text2video, body)].reverse()
    const found = async (...given: Parameters<typeof world.control.tasks>) => (await world.control.tasks(...given)).map(({ id }) => id)
    expect(await found(1)).toEqual([ids[0]])
    expect(await found(5, { after: ids[0]! })).toEqual(ids.slice(1))
    expect(await found(5, { after: 'gone' })).toEqual([])
    expect(await found(5, { ids: [ids[2]!, 'gone', ids[0]!] })).toEqual([ids[0], ids[2]])
    const [newest] = await world.control.tasks(1)
    expect(newest!.states.map(({ status }) => status)).toEqual(['submitted', 'processing', 'succeeded'])
  })

  test('requests, with what was refused and what was ignored', async () => {
    const world = createWorld()
    await world.post(text2video, { ...body, aspectRatio: '1:1' })
    await world.post(text2video, { model_name: 'kling-v3', prompt: '' })
    await world.get('/nowhere')
    expect(world.control.requests).toMatchObject([
      {
        method: 'POST',
        url: text2video,
        operationId: 'createText2Video',
        status: 200,
        time: world.clock.now(),
        warnings: [{ path: 'aspectRatio', suggestion: 'aspect_ratio' }],
      },
      { status: 400, issues: [{ path: 'prompt', rule: expect.any(String) }], body: '{"model_name":"kling-v3","prompt":""}' },
      { status: 404, url: '/nowhere' },
    ])
    expect(world.control.requests[2]).not.toHaveProperty('operationId')
  })

  test('of a request with very many strange members, what was ignored first', async () => {
    const world = createWorld()
    const strange = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`strange_${index}`, 1]))
    expect((await world.post(text2video, { ...body, ...strange })).status).toBe(200)
    expect(world.control.requests[0]!.warnings!.map(({ path }) => path)).toEqual(Array.from({ length: 50 }, (_, index) => `strange_${index}`))
  })

  test('the last thousand requests, without the files that came with them', async () => {
    const world = createWorld()
    const image = 'A'.repeat(100_000)
    await world.post('/image-to-video/kling-3.0', { contents: [{ type: 'first_frame', url: image }] })
    expect(world.control.requests[0]!.body!.length).toBeLessThan(21_000)
    const [task] = await world.control.tasks()
    expect(JSON.stringify(task!.body).length).toBeLessThan(200)
    expect((task!.body as any).contents[0].url).toMatch(/^A+\.\.\. \(100000 characters\)$/)
    for (let index = 0; index < 1000; index++) await world.get(`${text2video}/${index}`)
    expect(world.control.requests).toHaveLength(1000)
    expect(world.control.requests[0]!.url).toBe(`${text2video}/0`)
  })

  test('what happens, to whoever listens', async () => {
    const world = createWorld({ reads: 1 })
    const events: SimulatorEvent[] = []
    const stop = world.control.listen((event) => void events.push(event))
    const id = await world.create(text2video, body)
    await world.get(`${text2video}/${id}`)
    const stepped = await world.create(text2video, body)
    await world.control.fail(stepped)
    const shown = events.map((event) => (event.type === 'task' ? `${event.id === id ? 'first' : 'second'} ${event.status}` : event.type))
    expect(shown).toEqual(['first submitted', 'request', 'first succeeded', 'request', 'second submitted', 'request', 'second failed'])
    stop()
    await world.get(text2video)
    expect(events).toHaveLength(7)
  })

  test('the end of a task by time, when it is noticed', async () => {
    const world = createWorld()
    const ended: string[] = []
    const id = await world.create(text2video, body)
    world.control.listen((event) => void (event.type === 'task' && ended.push(`${event.id} ${event.status}`)))
    world.clock.advance(2 * second)
    expect(world.control.charges).toHaveLength(1)
    expect(ended).toEqual([`${id} succeeded`])
  })
})

describe('control sets', () => {
  test('everything back', async () => {
    const world = createWorld({ units: 5 })
    await world.create(text2video, { ...body, external_task_id: 'order-1', callback_url: 'http://127.0.0.1:9/hook' })
    expect(world.control.callbacks).toHaveLength(1)
    await world.post('/v1/videos/identify-face', { video_url: 'https://e.com/a.mp4' })
    world.control.addRule({ match: { nth: 9 }, then: 'code=1302' })
    await world.control.reset()
    expect([await world.control.taskCount(), world.control.requests, world.control.callbacks, world.control.rules, world.control.charges]).toEqual([
      0,
      [],
      [],
      [],
      [],
    ])
    expect([world.control.packs[0]!.remaining, world.control.usedSlots('video')]).toEqual([5, 0])
    await world.create(text2video, { ...body, external_task_id: 'order-1' })
  })

  test('the clock, unless one was handed in', () => {
    expect(createSimulator().control.clock.frozen).toBe(false)
    const { control } = createSimulator({ clock: { now: () => 5 } })
    expect(() => control.clock).toThrow('was handed a clock')
  })
})

test('many requests at once take no slot and no unit too many, and no own id twice', async () => {
  const world = createWorld({ slots: 30, units: 100 })
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => world.post(text2video, { ...body, external_task_id: `order-${index % 20}` })))
  const codes = answers.map(({ json }) => json.code)
  expect(codes.filter((code) => code === 0)).toHaveLength(20)
  expect(new Set(codes)).toEqual(new Set([0, 1201, 1303]))
  // Who held a slot and was refused after all has given it back.
  expect(world.control.usedSlots('video')).toBe(20)
  world.clock.advance(2 * second)
  expect(world.control.packs[0]!.remaining).toBe(40)
})
