import { createSimulator } from '@klingkit/simulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  createKling,
  KlingAuthenticationError,
  KlingError,
  KlingNotFoundError,
  KlingTaskFailedError,
  KlingTaskTimeoutError,
  type WaitUpdate,
} from '../../src/index.ts'
import { waitText2Video } from '../../src/operations.ts'
import { answered, createWorld, refused } from './support/world.ts'

const legacyBody = { model_name: 'kling-v3', prompt: 'a fox' }
const newBody = { prompt: 'a fox' }
const minute = 60_000

/** What a wait ends with, where it shall not succeed. */
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it succeeded'),
    (error) => error,
  )

/** The timers of the platform that are set from now on and have not rung. */
function countTimers() {
  const timers = new Set<unknown>()
  const { setTimeout: set, clearTimeout: clear } = globalThis
  vi.stubGlobal('setTimeout', (run: () => void, milliseconds: number) => {
    const timer = set(() => {
      timers.delete(timer)
      run()
    }, milliseconds)
    timers.add(timer)
    return timer
  })
  vi.stubGlobal('clearTimeout', (timer: ReturnType<typeof set>) => {
    timers.delete(timer)
    clear(timer)
  })
  return timers
}

afterEach(() => vi.unstubAllGlobals())

describe('wait', () => {
  test('gives the succeeded task of both standards, its results in it', async () => {
    const { kling, clock } = createWorld()
    const video = await kling.wait(await kling.v1.videos.text2video.create(legacyBody))
    expect(video.task_result.videos[0].url).toMatch(/^https:/)
    const turbo = await kling.wait(await kling.textToVideo['kling-3.0-turbo'].create(newBody))
    expect(turbo.outputs[0].url).toMatch(/^https:/)
    expect(clock.pending).toBe(0)
  })

  test('takes a handle that went through JSON into another process', async () => {
    const { kling, client } = createWorld()
    const task = JSON.parse(JSON.stringify(await kling.v1.images.generations.create({ prompt: 'a fox' })))
    const done = await createKling(client).wait(task)
    expect(done).toMatchObject({ task_id: task.task_id, task_status: 'succeed' })
  })

  test('of a resource needs the id only, and looks at once', async () => {
    const { kling, reads, elapsed } = createWorld()
    const { task_id } = await kling.v1.videos.text2video.create(legacyBody)
    const done = await kling.v1.videos.text2video.wait(task_id)
    expect(done.task_result.videos).toHaveLength(1)
    expect(reads()[0]!.time).toBeLessThan(1_000)
    const before = elapsed()
    expect(await waitText2Video(kling, task_id)).toEqual(done)
    expect(elapsed() - before).toBeLessThan(1_000)
  })

  test('run creates and waits, and tells of the created task first', async () => {
    const { kling } = createWorld()
    const updates: WaitUpdate[] = []
    const done = await kling.textToVideo['kling-3.0'].run(newBody, { onUpdate: (update) => updates.push(update) })
    expect(updates.map(({ status, attempt }) => [status, attempt > 0])).toEqual([
      ['submitted', false],
      ['processing', true],
      ['succeeded', true],
    ])
    expect(updates[0]!.task).toMatchObject({ id: done.id, kling: { operation: 'createTextToVideoKling30' } })
  })

  test('looks first after one interval, and the interval follows the product', async () => {
    const { kling, reads } = createWorld({}, { random: () => 0.999 })
    await kling.v1.images.generations.run({ prompt: 'a fox' })
    const [first, second] = reads('/v1/images')
    expect(first!.time).toBeCloseTo(2_000, -2)
    expect(second!.time - first!.time).toBeCloseTo(2_000, -2)
    await kling.v1.videos.image2video.run({ model_name: 'kling-v3', image: 'https://cdn.example.com/a.png' })
    const [third, fourth] = reads('/v1/videos')
    expect(fourth!.time - third!.time).toBeCloseTo(15_000, -2)
  })

  test('spreads the looks of clients that begin together', async () => {
    const firsts = []
    for (const random of [0, 0.5, 0.999]) {
      const { kling, reads } = createWorld({}, { random: () => random })
      await kling.v1.videos.image2video.run({ model_name: 'kling-v3', image: 'https://cdn.example.com/a.png' })
      firsts.push(reads()[0]!.time)
    }
    expect(firsts.map((time) => Math.round(time / 100))).toEqual([135, 143, 150])
  })

  test('tells of every change, with status, time and attempt; what a listener throws changes nothing', async () => {
    const told: unknown[] = []
    const { kling } = createWorld({}, { logger: { error: (message) => void told.push(message) } })
    const updates: WaitUpdate[] = []
    const task = await kling.v1.videos.text2video.create(legacyBody)
    const loud = kling.wait(task, {
      onUpdate: () => {
        throw new Error('oh')
      },
    })
    const rejecting = kling.wait(task, { onUpdate: async () => Promise.reject(new Error('later')) })
    const quiet = kling.wait(task, { onUpdate: (update) => updates.push(update) })
    await Promise.all([loud, rejecting, quiet])
    expect(updates.map(({ status }) => status)).toEqual(['submitted', 'processing', 'succeed'])
    expect(updates.map(({ attempt }) => attempt)).toEqual([1, 2, updates[2]!.attempt])
    expect(updates[2]!.attempt).toBeGreaterThan(5)
    expect(updates[2]!.elapsed).toBeGreaterThan(60_000)
    expect(told).toEqual(expect.arrayContaining(['onUpdate failed: Error: oh', 'onUpdate failed: Error: later']))
  })

  test('a wait from inside onUpdate works', async () => {
    const { kling } = createWorld()
    const task = await kling.v1.videos.text2video.create(legacyBody)
    let inner: Promise<unknown> | undefined
    const done = await kling.wait(task, {
      onUpdate: () => {
        inner ??= kling.wait(task)
      },
    })
    expect(await inner).toEqual(done)
  })

  test('a status that is not known is waited out at the usual pace, told to the listener and the logger', async () => {
    const warnings: string[] = []
    const { kling, state, reads } = createWorld({}, { logger: { warn: (message) => void warnings.push(message) } })
    const task = await kling.v1.videos.text2video.create(legacyBody)
    const created = { ...task, kling: undefined, task_info: {} }
    state.answering = (target, count) => (target.includes('text2video') && count < 8 ? answered({ ...created, task_status: 'moderating' }) : undefined)
    const statuses: string[] = []
    await kling.wait(task, { onUpdate: ({ status }) => statuses.push(status) })
    expect(statuses).toEqual(['moderating', 'processing', 'succeed'])
    expect(warnings).toEqual([expect.stringContaining("a status that is not known, 'moderating'")])
    const gaps = reads().map(({ time }, index, all) => (index === 0 ? 7_000 : time - all[index - 1]!.time))
    expect(Math.min(...gaps)).toBeGreaterThan(6_500)
  })

  test('an unknown status that stays ends at the deadline', async () => {
    const { kling, state, clock, reads } = createWorld()
    const task = await kling.v1.videos.text2video.create(legacyBody)
    state.answering = () => answered({ ...task, task_status: 'paused' })
    const error = await failureOf(kling.wait(task, { timeout: 5 * minute }))
    expect(error).toBeInstanceOf(KlingTaskTimeoutError)
    expect(error).toMatchObject({ operation: 'createText2Video', taskId: task.task_id, task: { task_status: 'paused' } })
    expect(error.message).toContain('(last status: paused). It goes on; wait for it again.')
    expect(reads().length).toBeLessThan(50)
    expect(clock.pending).toBe(0)
  })

  test('a failure is typed and carries the task and the words of the service', async () => {
    const { kling } = createWorld()
    const task = await kling.v1.videos.text2video.create({ ...legacyBody, external_task_id: 'kling-mock:fail=risk-control;1' })
    const error = await failureOf(kling.wait(task))
    expect(KlingTaskFailedError.is(error)).toBe(true)
    expect(error).toMatchObject({ taskId: task.task_id, reason: 'Failure to pass the risk control system', task: { task_status: 'failed' } })
    const young = await kling.textToVideo['kling-3.0'].create({ ...newBody, options: { external_task_id: 'kling-mock:fail=risk-control;2' } })
    expect(await failureOf(kling.wait(young))).toMatchObject({ code: 'KLING_TASK_FAILED', reason: 'Failure to pass the risk control system' })
  })

  test('a signal ends it at once, in the pause and during a read, with its reason', async () => {
    const { kling, clock, elapsed, state } = createWorld({ latency: 3_000 })
    const task = await kling.v1.videos.text2video.create(legacyBody)
    for (const after of [1_500, 5_000]) {
      const controller = new AbortController()
      const began = elapsed()
      const waiting = failureOf(kling.v1.videos.text2video.wait(task.task_id, { signal: controller.signal }))
      clock.at(clock.now() + after, () => controller.abort(new Error('enough')))
      expect((await waiting).message).toBe('enough')
      expect(elapsed() - began).toBe(after)
    }
    expect(state.aborted).toBe(1)
    expect(clock.pending).toBe(0)
    expect(await failureOf(kling.wait(task, { signal: AbortSignal.abort('no') }))).toBe('no')
  })

  test('a handle of another region, another gateway or none at all is refused by name', async () => {
    const { kling, sent } = createWorld()
    const task = await kling.textToVideo['kling-3.0'].create(newBody)
    const elsewhere = { ...task, kling: { ...task.kling, host: 'api-beijing.klingai.com' } }
    expect((await failureOf(kling.wait(elsewhere))).message).toContain(
      'created at official (api-beijing.klingai.com), not at official (api-singapore.klingai.com)',
    )
    const relayed = { ...task, kling: { ...task.kling, gateway: 'cometapi', host: 'api.cometapi.com' } }
    expect((await failureOf(kling.wait(relayed))).message).toContain('created at cometapi (api.cometapi.com)')
    expect((await failureOf(kling.wait({ id: '1' } as any))).message).toContain('use wait(id) of its resource')
    expect((await failureOf(kling.wait({ kling: { ...task.kling, operation: 'createOpera' } } as any))).message).toContain("'createOpera'")
    expect(await failureOf(kling.v1.videos.text2video.wait(' '))).toBeInstanceOf(KlingError)
    expect(sent).toHaveLength(1)
  })

  test('an id that nobody knows, or that is too old, ends with a clear error after some seconds', async () => {
    const { kling, elapsed, clock } = createWorld()
    const legacy = await failureOf(kling.v1.videos.text2video.wait('800000000000000000'))
    expect(legacy).toBeInstanceOf(KlingNotFoundError)
    expect(legacy).toMatchObject({ klingCode: 1201, status: 400 })
    expect(legacy.message).toMatch(/Task not found .*after 30 days/)
    const young = await failureOf(kling.textToVideo['kling-3.0'].wait('800000000000000000'))
    expect(young).toBeInstanceOf(KlingNotFoundError)
    expect(young.message).toMatch(/getTasks: there is no task 800000000000000000 .*after 30 days/)
    expect(elapsed()).toBeLessThan(30_000)
    expect(clock.pending).toBe(0)
  })

  test('a task that is not to be seen in its first seconds is waited for', async () => {
    const { kling, state } = createWorld()
    const tasks = [await kling.textToVideo['kling-3.0-turbo'].create(newBody), await kling.v1.videos.text2video.create(legacyBody)]
    state.answering = (target, count) => (count > 5 ? undefined : target.startsWith('/tasks') ? answered([]) : refused(400, 1201))
    expect(await kling.waitAll(tasks)).toHaveLength(2)
  })

  test('failures between two looks do not make a task unknown', async () => {
    const { kling, state } = createWorld()
    const { id } = await kling.textToVideo['kling-3.0-turbo'].create(newBody)
    state.answering = (_, count) => (count > 6 ? undefined : count === 2 || count === 6 ? answered([]) : refused(503, 5001))
    expect((await kling.textToVideo['kling-3.0-turbo'].wait(id)).outputs).toHaveLength(1)
  })

  test('failing reads are read again, ever less often, and the deadline tells of them', async () => {
    const { kling, state, reads, clock } = createWorld()
    const task = await kling.textToVideo['kling-3.0'].create(newBody)
    state.answering = () => refused(503, 5001)
    const error = await failureOf(kling.wait(task, { timeout: 10 * minute }))
    expect(error).toBeInstanceOf(KlingTaskTimeoutError)
    expect(error.cause).toMatchObject({ code: 'KLING_SERVER' })
    expect(error.message).toContain('last status: none; getTasks: not now')
    expect(reads().length).toBeLessThan(70)
    expect(clock.pending).toBe(0)
    state.answering = (_, count) => {
      if (count % 2) throw new TypeError('fetch failed')
      return undefined
    }
    expect((await kling.wait(task)).outputs).toHaveLength(1)
  })

  test('a read that is refused for good ends it', async () => {
    const { kling, state } = createWorld()
    const task = await kling.textToVideo['kling-3.0'].create(newBody)
    state.answering = () => refused(401, 1002)
    expect(await failureOf(kling.wait(task))).toBeInstanceOf(KlingAuthenticationError)
  })

  test('by the clock of the platform: nothing keeps the process alive afterwards, and a deadline may be months ahead', async () => {
    const timers = countTimers()
    const { fetch } = createSimulator({ speed: 'instant' })
    const slowly: typeof fetch = async (...given) => new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => fetch(...given))
    const kling = createKling({ apiKey: 'any', fetch: slowly })
    const { task_id } = await kling.v1.videos.text2video.create(legacyBody)
    const waiting = kling.v1.videos.text2video.wait(task_id, { timeout: 90 * 86_400_000 })
    expect(timers.size).toBeGreaterThan(0)
    expect((await waiting).task_status).toBe('succeed')
    expect(timers.size).toBe(0)
  })

  test('there may be no deadline at all', async () => {
    const { kling, clock } = createWorld()
    await kling.solutions.eCommerce.clothingDupe.run({ contents: [] } as any, { timeout: Number.POSITIVE_INFINITY })
    expect(clock.pending).toBe(0)
  })
})
