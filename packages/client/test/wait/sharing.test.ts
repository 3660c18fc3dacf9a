import { gateways } from '@klingkit/openapi/runtime'
import { describe, expect, test } from 'vitest'
import { cometapi } from '../../src/gateways.ts'
import { accessKey, type CreatedTask } from '../../src/index.ts'
import { answered, createWorld, groupsOf, refused } from './support/world.ts'

const body = { model_name: 'kling-v3', prompt: 'a fox' }
const keys = { apiKey: '', auth: accessKey({ accessKey: 'a', secretKey: 'b' }) }

const many = <Result>(count: number, make: (index: number) => Promise<Result>) => Promise.all(Array.from({ length: count }, (_, index) => make(index)))

/** A signal that tells how many listen to it. */
function countedSignal() {
  const controller = new AbortController()
  const { signal } = controller
  const listeners = new Set<unknown>()
  const { addEventListener, removeEventListener } = signal
  signal.addEventListener = (...given: any) => {
    listeners.add(given[1])
    addEventListener.apply(signal, given)
  }
  signal.removeEventListener = (...given: any) => {
    listeners.delete(given[1])
    removeEventListener.apply(signal, given as never)
  }
  return { controller, signal, count: () => listeners.size }
}

describe('waits on one client share their reads', () => {
  test('twenty ids of the new standard per request, solutions apart', async () => {
    const { kling, reads, clock } = createWorld({ references: 'off' })
    const tasks = await many(45, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }))
    const subtitle = await kling.solutions.dramaSubtitle.create({} as any)
    const waiting = kling.waitAll([...tasks, subtitle])
    await clock.pass(8_000)
    expect(reads('/tasks').map(({ target }) => target.split(',').length)).toEqual([20, 20, 20])
    expect(reads('/solutions')).toHaveLength(0)
    expect(await waiting).toHaveLength(46)
    expect(reads('/solutions?task_ids=').length).toBeGreaterThan(5)
  })

  test('the same task is asked for once, however many wait for it', async () => {
    const { kling, reads, clock } = createWorld()
    const task = await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })
    const waiting = many(30, () => kling.wait(task))
    await clock.pass(10_000)
    expect(reads().map(({ target }) => target)).toEqual([`/tasks?task_ids=${task.id}`])
    expect(new Set((await waiting).map(({ id }) => id)).size).toBe(1)
  })

  test('one legacy task is read by its id, several through the list of their kind', async () => {
    const { kling, reads } = createWorld({}, keys)
    const alone = await kling.v1.images.generations.run({ prompt: 'a fox' })
    expect(new Set(reads().map(({ target }) => target))).toEqual(new Set([`/v1/images/generations/${alone.task_id}`]))
    const before = reads().length
    const tasks = await many(40, () => kling.v1.videos.text2video.create(body))
    const done = await kling.waitAll(tasks)
    const after = reads().slice(before)
    expect(after[0]!.target).toBe('/v1/videos/text2video?pageNum=1&pageSize=80')
    expect(after.length).toBeLessThan(25)
    expect(done.map(({ task_id }) => task_id)).toEqual(tasks.map(({ task_id }) => task_id))
    expect(done[0]).toEqual(await kling.v1.videos.text2video.get(tasks[0]!.task_id))
  })

  test('with an API key too, because /tasks would show legacy tasks in another shape, and does not promise to', async () => {
    const { kling, reads } = createWorld()
    await kling.waitAll(await many(10, () => kling.v1.videos.text2video.create(body)))
    expect(reads('/tasks')).toHaveLength(0)
  })

  test('goes on to further pages where tasks of others lie between, and the pages grow', async () => {
    const { kling, reads, clock } = createWorld({}, keys)
    const early = await many(60, () => kling.v1.videos.text2video.create(body))
    const waiting = kling.waitAll(early)
    await many(400, () => kling.v1.videos.text2video.create(body))
    await clock.pass(8_000)
    expect(reads().map(({ target }) => target.split('?')[1])).toEqual([1, 2, 3, 4].map((page) => `pageNum=${page}&pageSize=120`))
    await clock.pass(8_000)
    expect(reads().length - 4).toBe(2)
    await waiting
    expect(reads().every(({ target }) => target.includes('pageSize'))).toBe(true)
  })

  test('never takes more requests than one by one, where others create without end', async () => {
    const { kling, reads } = createWorld({}, keys)
    const tasks = await many(2, () => kling.v1.videos.text2video.create(body))
    await many(2_000, () => kling.v1.videos.text2video.create(body))
    await kling.waitAll(tasks)
    const pages = reads('pageNum=')
    expect(pages.length).toBeLessThan(8)
    expect(reads().length - pages.length).toBeGreaterThan(10)
  })

  test('behind a gateway without lists each legacy task is read by itself', async () => {
    const { kling, reads } = createWorld({ gateway: gateways.cometapi }, { gateway: cometapi() })
    const tasks = await many(3, () => kling.v1.videos.text2video.create({ model_name: 'kling-v2-6', prompt: 'a fox' } as any))
    expect(await kling.waitAll(tasks)).toHaveLength(3)
    expect(reads().every(({ target }) => /\/v1\/videos\/text2video\/\d+$/.test(target))).toBe(true)
  })

  test('a list that is refused is asked for once', async () => {
    const { kling, reads, state } = createWorld()
    state.answering = (target) => (target.includes('pageNum') ? refused(404, 1202) : undefined)
    expect(await kling.waitAll(await many(5, () => kling.v1.videos.text2video.create(body)))).toHaveLength(5)
    expect(reads('pageNum')).toHaveLength(1)
  })

  test('an id that spoils the request spoils it for nobody else', async () => {
    const { kling, reads, state } = createWorld()
    const tasks = await many(5, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }))
    state.answering = (target) => (target.split(',').length > 20 ? refused(400, 1201) : undefined)
    const spoilt = kling.textToVideo['kling-3.0'].wait('1,'.repeat(30)).catch((error) => error)
    const good = await Promise.all(tasks.map(({ id }) => kling.textToVideo['kling-3.0'].wait(id)))
    expect(good).toHaveLength(5)
    expect(await spoilt).toMatchObject({ code: 'KLING_INVALID_REQUEST' })
    expect(reads().length).toBeLessThan(30)
  })

  test('a task that the server fails on keeps nobody else waiting', async () => {
    const { kling, reads, state, simulator } = createWorld()
    const tasks = await many(5, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }))
    const sick = tasks[0]!.id
    state.answering = (target) => (target.includes(sick) ? refused(500, 5000) : undefined)
    const waiting = Promise.allSettled(tasks.map((task) => kling.wait(task, { timeout: 200_000 })))
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled'])
    expect(reads().length).toBeLessThan(80)
    expect(await simulator.control.task(sick)).toMatchObject({ status: 'succeeded' })
  })

  test('slows down as a whole when there are too many requests, and obeys Retry-After', async () => {
    const { kling, reads, state } = createWorld()
    const tasks = [await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }), await kling.v1.videos.text2video.create(body)]
    state.answering = (_, count) => (count === 3 ? refused(429, 1302, { 'retry-after': '40' }) : undefined)
    await kling.waitAll(tasks)
    const times = reads().map(({ time }) => time)
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(40_000)
    expect(times[3]! - times[1]!).toBeGreaterThan(7_500)
  })

  test('what comes up within a quarter of a second goes along', async () => {
    const { kling, reads, clock } = createWorld()
    const tasks = await many(20, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }))
    const waiting = tasks.map(async ({ id }, index) => {
      await clock.pass(10 * index)
      return kling.textToVideo['kling-3.0'].wait(id)
    })
    await clock.pass(1_000)
    expect(reads().map(({ target }) => target.split(',').length)).toEqual([1, 20])
    expect(await Promise.all(waiting)).toHaveLength(20)
  })

  test('not more than 32 requests are under way at once', async () => {
    const { kling, reads, clock } = createWorld({ latency: 6_000 })
    const tasks = await many(700, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }))
    const waiting = Promise.all(tasks.map(({ id }) => kling.textToVideo['kling-3.0'].wait(id)))
    await clock.pass(5_900)
    expect(reads()).toHaveLength(32)
    expect(await waiting).toHaveLength(700)
  })

  test('the pages of one list are read one after the other', async () => {
    const { kling, reads, clock } = createWorld({ latency: 10_000 })
    const waiting = many(20, async (index) => {
      await clock.pass(2_000 * index)
      return kling.v1.videos.text2video.run(body)
    })
    expect(await waiting).toHaveLength(20)
    const pages = reads('pageNum').map(({ time }) => time)
    expect(pages.length).toBeGreaterThan(5)
    expect(Math.min(...pages.slice(1).map((time, index) => time - pages[index]!))).toBeGreaterThanOrEqual(10_000)
  })

  test('headers of their own are kept apart', async () => {
    const { kling, reads, clock } = createWorld()
    const [first, second] = await many(2, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }))
    const waiting = [kling.wait(first!, { headers: { 'x-team': 'a' } }), kling.wait(second!, { headers: { 'x-team': 'b' } })]
    await clock.pass(8_000)
    expect(reads()).toHaveLength(2)
    await Promise.all(waiting)
  })

  test('who gives up disturbs nobody; a read under way that nobody needs any more is aborted', async () => {
    const { kling, clock, state } = createWorld({ latency: 1_000 })
    const tasks = await many(3, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }))
    const controller = new AbortController()
    const given = kling.wait(tasks[0]!, { signal: controller.signal }).catch((error) => error)
    const others = [kling.wait(tasks[1]!), kling.wait(tasks[2]!)]
    await clock.pass(7_000)
    controller.abort('enough')
    expect(await given).toBe('enough')
    expect(state.aborted).toBe(0)
    expect(await Promise.all(others)).toHaveLength(2)
    expect(clock.pending).toBe(0)
  })

  test('nothing is left when all have ended, however they did: no timer, no listener, no task', async () => {
    const { kling, clock } = createWorld({ references: 'off' })
    const { controller, signal, count } = countedSignal()
    const tasks = await many<CreatedTask>(300, (index) =>
      index % 2
        ? kling.textToVideo['kling-3.0'].create({
            prompt: 'a fox',
            options: { external_task_id: index % 3 ? `own-${index}` : `kling-mock:fail=risk-control;${index}` },
          })
        : kling.v1.videos.text2video.create(body),
    )
    const ends = Promise.allSettled(tasks.map((task, index) => kling.wait(task, { signal, timeout: index % 5 ? 90_000 : 20_000 })))
    await clock.pass(50_000)
    expect(groupsOf(kling).size).toBe(2)
    await clock.pass(20_000)
    controller.abort('enough')
    const words = (await ends).map((end) => (end.status === 'fulfilled' ? 'succeeded' : (end.reason.code ?? end.reason)))
    expect(new Set(words)).toEqual(new Set(['succeeded', 'KLING_TASK_FAILED', 'KLING_TASK_TIMEOUT', 'enough']))
    expect([clock.pending, count(), groupsOf(kling).size]).toEqual([0, 0, 0])
  })

  test('strange answers are waited out', async () => {
    const { kling, state } = createWorld()
    const tasks = [await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }), ...(await many(2, () => kling.v1.videos.text2video.create(body)))]
    state.answering = (_, count) => (count < 7 ? answered(null) : undefined)
    expect(await kling.waitAll(tasks)).toHaveLength(3)
  })

  test('a list, or a group of tasks, that comes as something else is waited out too', async () => {
    const { kling, state } = createWorld()
    const tasks = [await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }), ...(await many(2, () => kling.v1.videos.text2video.create(body)))]
    state.answering = (target, count) => (count < 6 || target.includes('pageNum') ? answered({ tasks: [] }) : undefined)
    expect(await kling.waitAll(tasks)).toHaveLength(3)
  })
})
