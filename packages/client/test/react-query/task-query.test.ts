import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/query-core'
import { describe, expect, test } from 'vitest'
import { KlingTaskFailedError } from '../../src/index.ts'
import { isSucceeded, itemsOf, klingQueries } from '../../src/react-query.ts'
import { answered, createWorld } from './support/world.ts'

const minute = 60_000

function createQueriedWorld() {
  const world = createWorld()
  const queries = new QueryClient()
  return { ...world, queries, options: klingQueries(world.kling) }
}

describe('the query of a task', () => {
  test('shows each state and ends with the task, on both standards', async () => {
    const { kling, clock, queries, options } = createQueriedWorld()
    const video = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const turbo = await kling.textToVideo['kling-3.0-turbo'].create({ prompt: 'a fox' })
    const legacy = new QueryObserver(queries, options.task(video))
    const modern = new QueryObserver(queries, options.task(turbo))
    const seen: unknown[] = []
    legacy.subscribe(({ data, fetchStatus }) => seen.push(`${data?.task_status} ${fetchStatus}`))
    modern.subscribe(() => {})
    await clock.pass(5 * minute)
    expect([...new Set(seen)]).toEqual(['undefined fetching', 'submitted fetching', 'processing fetching', 'succeed fetching', 'succeed idle'])
    const { data } = legacy.getCurrentResult()
    expect(isSucceeded(data) && data.task_result.videos[0].url).toMatch(/^https:/)
    const { data: other } = modern.getCurrentResult()
    expect(isSucceeded(other) && other.outputs[0].url).toMatch(/^https:/)
    expect(queries.getQueryData(options.task(video).queryKey)).toBe(data)
  })

  test('stops at the end: nothing is read any more, also by who comes later', async () => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    const created = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const leave = new QueryObserver(queries, options.task(created)).subscribe(() => {})
    await clock.pass(5 * minute)
    const before = reads().length
    expect(before).toBeGreaterThan(1)
    leave()
    const later = new QueryObserver(queries, options.task(created))
    later.subscribe(() => {})
    await clock.pass(60 * minute)
    expect([reads().length, later.getCurrentResult().isStale, clock.pending]).toEqual([before, false, 0])
    await clock.pass(30 * 24 * 60 * minute)
    expect(new QueryObserver(queries, options.task(created)).getCurrentResult().isStale).toBe(true)
  })

  test('follows the typical duration: quick products are read more often', async () => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    const tasks = [
      await kling.v1.audio.textToAudio.create({ prompt: 'rain', duration: 5 }),
      await kling.v1.videos.image2video.create({ model_name: 'kling-v3', image: 'https://x.test/1.png' }),
    ]
    for (const task of tasks) new QueryObserver(queries, options.task(task)).subscribe(() => {})
    await clock.pass(14_000)
    expect(reads('text-to-audio').length).toBeGreaterThan(2 * reads('image2video').length)
  })

  test('shares its reads with all others of the client', async () => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    const tasks = await Promise.all(Array.from({ length: 20 }, () => kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })))
    const observers = tasks.map((task) => new QueryObserver(queries, options.task(task)))
    for (const observer of observers) observer.subscribe(() => {})
    const waiting = kling.wait(tasks[0]!)
    await clock.pass(4 * minute)
    await waiting
    expect(observers.every((observer) => isSucceeded(observer.getCurrentResult().data))).toBe(true)
    // One by one it would be twenty times as many.
    expect(reads().length).toBeLessThan((4 * minute) / 7_000)
  })

  test('of a task that failed has the error and the failed task, and is not read again', async () => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    const created = await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox', options: { external_task_id: 'kling-mock:fail=risk-control' } })
    const query = new QueryObserver(queries, options.task(created))
    const leave = query.subscribe(() => {})
    await clock.pass(4 * minute)
    const { status, error, data, failureCount } = query.getCurrentResult()
    expect(error).toBeInstanceOf(KlingTaskFailedError)
    expect([status, error, data?.status, failureCount]).toMatchObject(['error', { reason: 'Failure to pass the risk control system' }, 'failed', 1])
    const before = reads().length
    leave()
    new QueryObserver(queries, options.task(created)).subscribe(() => {})
    await clock.pass(60 * minute)
    expect(reads()).toHaveLength(before)
  })

  test('goes on over a status that is not known', async () => {
    const { clock, queries, options, state, reads } = createQueriedWorld()
    const task = { task_id: '868', created_at: 1, updated_at: 1 }
    state.answering = () => answered({ ...task, task_status: reads().length < 4 ? 'dreaming' : 'succeed', task_result: { videos: [] } })
    const query = new QueryObserver(queries, options.v1.videos.text2video.task('868'))
    query.subscribe(() => {})
    await clock.pass(1_000)
    expect([query.getCurrentResult().data?.task_status, query.getCurrentResult().status]).toEqual(['dreaming', 'success'])
    await clock.pass(minute)
    expect([query.getCurrentResult().data?.task_status, reads().length]).toEqual(['succeed', 4])
  })

  test('ends its reads when nobody looks any more, keeps what it saw, and goes on later', async () => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    const created = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const leave = new QueryObserver(queries, options.task(created)).subscribe(() => {})
    await clock.pass(20_000)
    leave()
    const before = reads().length
    await clock.pass(10 * minute)
    expect([reads().length, clock.pending, queries.getQueryData(options.task(created).queryKey)?.task_status]).toEqual([before, 0, 'processing'])
    const again = new QueryObserver(queries, options.task(created))
    again.subscribe(() => {})
    await clock.pass(1_000)
    expect([again.getCurrentResult().data?.task_status, reads().length]).toEqual(['succeed', before + 1])
  })

  test('also takes JSON of another process, or operation and id; the query is the same', async () => {
    const { kling, options } = createQueriedWorld()
    const created = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const { queryKey } = options.task(created)
    expect(options.task(JSON.parse(JSON.stringify(created))).queryKey).toEqual(queryKey)
    expect(options.task({ operation: 'createText2Video', id: created.task_id }).queryKey).toEqual(queryKey)
    expect(options.v1.videos.text2video.task(created.task_id).queryKey).toEqual(queryKey)
  })

  test('is off without a task', async () => {
    const { clock, queries, options, sent } = createQueriedWorld()
    for (const off of [options.task(undefined), options.task(null), options.v1.videos.text2video.task('')]) {
      const query = new QueryObserver<any, any, any, any, any>(queries, off)
      query.subscribe(() => {})
      expect(query.getCurrentResult()).toMatchObject({ isEnabled: false, fetchStatus: 'idle' })
    }
    await clock.pass(minute)
    expect(sent).toEqual([])
  })

  test('fails at once, with words, for a task of another place and an operation of another version', async () => {
    const { kling, queries, options } = createQueriedWorld()
    const created = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const foreign = { ...created, kling: { ...created.kling, host: 'api-beijing.klingai.com' } }
    await expect(queries.fetchQuery(options.task(foreign))).rejects.toThrow('api-beijing.klingai.com')
    await expect(queries.fetchQuery(options.task({ operation: 'createTomorrow' as any, id: '1' }))).rejects.toThrow("knows no create 'createTomorrow'")
  })

  test('takes the options of a wait', async () => {
    const { kling, clock, queries, options } = createQueriedWorld()
    const created = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const told: string[] = []
    const query = new QueryObserver(queries, options.task(created, { timeout: 30_000, onUpdate: ({ status }) => told.push(status) }))
    query.subscribe(() => {})
    await clock.pass(minute)
    expect([query.getCurrentResult().error?.code, told]).toEqual(['KLING_TASK_TIMEOUT', ['submitted', 'processing']])
    // The task goes on without anybody looking, and is looked for again when asked.
    await clock.pass(4 * minute)
    const again = query.refetch()
    await clock.pass(1_000)
    expect((await again).data?.task_status).toBe('succeed')
  })
})

describe('lists, when a task has ended', () => {
  test.each([
    ['success', {}, 'succeed'],
    ['failure', { external_task_id: 'kling-mock:fail=risk-control' }, 'failed'],
  ])('with %s: the one that is in use is read again, once; one of another kind is not', async (_, more, end) => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    const created = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox', ...more })
    await kling.v1.videos.image2video.create({ model_name: 'kling-v3', image: 'https://x.test/1.png' })
    const list = new InfiniteQueryObserver(queries, options.v1.videos.text2video.list())
    const others = new InfiniteQueryObserver(queries, options.v1.videos.image2video.list())
    for (const observer of [list, others]) observer.subscribe(() => {})
    await clock.pass(1_000)
    expect(itemsOf(list.getCurrentResult().data).map(({ task_status }) => task_status)).toEqual(['submitted'])
    new QueryObserver(queries, options.task(created)).subscribe(() => {})
    await clock.pass(5 * minute)
    expect(itemsOf(list.getCurrentResult().data).map(({ task_status }) => task_status)).toEqual([end])
    expect([reads('text2video?').length, reads('image2video?').length]).toEqual([2, 1])
  })

  test('of the new standard too, where all tasks stand on one list', async () => {
    const { kling, clock, queries, options } = createQueriedWorld()
    const created = await kling.textToVideo['kling-3.0-turbo'].create({ prompt: 'a fox' })
    const list = new InfiniteQueryObserver(queries, options.tasks.list())
    list.subscribe(() => {})
    await clock.pass(1_000)
    new QueryObserver(queries, options.task(created)).subscribe(() => {})
    await clock.pass(5 * minute)
    expect(itemsOf(list.getCurrentResult().data).map(({ status }) => status)).toEqual(['succeeded'])
  })

  test('that show it as it is are left alone: a page of tasks that ended long ago reads nothing twice', async () => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    const created = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    await clock.pass(5 * minute)
    new InfiniteQueryObserver(queries, options.v1.videos.text2video.list()).subscribe(() => {})
    await clock.pass(1_000)
    new QueryObserver(queries, options.task(created)).subscribe(() => {})
    await clock.pass(minute)
    expect(reads('text2video?')).toHaveLength(1)
  })
})
