import { operations } from '@klingkit/openapi'
import { InfiniteQueryObserver, MutationObserver, QueryClient, QueryObserver } from '@tanstack/query-core'
import { describe, expect, test } from 'vitest'
import { cometapi } from '../../src/gateways.ts'
import { createKling } from '../../src/index.ts'
import { createClient } from '../../src/operations.ts'
import { itemsOf, klingQueries } from '../../src/react-query.ts'
import { answered, createWorld } from './support/world.ts'

function createQueriedWorld() {
  const world = createWorld()
  // Repeating would be wrong above the client; what an app says of it in general does not count.
  const queries = new QueryClient({ defaultOptions: { queries: { retry: 3 }, mutations: { retry: 3 } } })
  return { ...world, queries, options: klingQueries(world.kling) }
}

/** `v1.videos.text2video.get`, also with `['kling-3.0']`, in an object. */
const at = (holder: any, call: string) => [...call.matchAll(/\['([^']+)'\]|[^.[\]]+/g)].reduce((value, [name, model]) => value?.[model ?? name], holder)

describe('options', () => {
  test.each(operations.map(({ id, kind, call }) => [id, kind, call]))('%s (%s) has them, under its name', (_, kind, call) => {
    const make = at(klingQueries(createClient({ baseUrl: 'http://127.0.0.1:4010' })), call)
    const made = make()
    if (/list/.test(kind)) expect(Object.keys(made)).toContain('getNextPageParam')
    else expect(Object.keys(made)).toContain(/query/.test(kind) ? 'queryFn' : 'mutationFn')
    expect(made.retry).toBe(false)
  })

  test('read one task, once; running ones are stale at once, ended ones not before their results are gone', async () => {
    const { kling, queries, options, clock, reads } = createQueriedWorld()
    const { task_id } = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const query = new QueryObserver(queries, options.v1.videos.text2video.get(task_id))
    query.subscribe(() => {})
    await clock.pass(1_000)
    expect([query.getCurrentResult().data?.task_status, query.getCurrentResult().isStale, reads().length]).toEqual(['submitted', true, 1])
    await clock.pass(600_000)
    await query.refetch()
    expect([query.getCurrentResult().data?.task_status, query.getCurrentResult().isStale]).toEqual(['succeed', false])
    await clock.pass(31 * 86_400_000)
    expect(query.getOptimisticResult(queries.defaultQueryOptions(query.options) as any).isStale).toBe(true)
  })

  test('read several tasks, however their ids are given', async () => {
    const { kling, queries, options, reads } = createQueriedWorld()
    const ids = await Promise.all([1, 2].map(async () => (await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })).id))
    const tasks = await queries.fetchQuery(options.tasks.get(ids))
    expect(tasks.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(options.tasks.get(ids.join(',')).queryKey).toEqual(options.tasks.get({ task_ids: ids }).queryKey)
    expect(reads()).toEqual([{ method: 'GET', target: `/tasks?task_ids=${ids}` }])
    expect(options.tasks.get([]).enabled).toBe(false)
  })

  test('read what has no id', async () => {
    const { queries, options } = createQueriedWorld()
    const costs = await queries.fetchQuery(options.account.costs({ start_time: 1781080778802, end_time: 1783672778802 }))
    expect(costs).toHaveProperty('resource_pack_subscribe_infos')
  })

  test('of lists go from page to page until one is not full', async () => {
    const { kling, clock, queries, options, reads } = createQueriedWorld()
    for (let count = 0; count < 5; count++) await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const list = new InfiniteQueryObserver(queries, options.v1.videos.text2video.list({ pageSize: 2 }))
    list.subscribe(() => {})
    await clock.pass(1_000)
    // Moves the others on by one.
    await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a later fox' })
    while (list.getCurrentResult().hasNextPage) await list.fetchNextPage()
    const items = itemsOf(list.getCurrentResult().data)
    expect(reads().map(({ target }) => target.split('?')[1])).toEqual([1, 2, 3, 4].map((page) => `pageSize=2&pageNum=${page}`))
    expect([items.length, new Set(items.map(({ task_id }) => task_id)).size]).toEqual([5, 5])
  })

  test('of lists with cursors follow them, and end where one comes again', async () => {
    const { kling, queries, options, state } = createQueriedWorld()
    for (let count = 0; count < 5; count++) await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })
    const read = async () => {
      const list = new InfiniteQueryObserver(queries, options.tasks.list({ limit: 2 }))
      await list.refetch()
      for (let page = 0; list.getCurrentResult().hasNextPage && page < 9; page++) await list.fetchNextPage()
      return list.getCurrentResult().data
    }
    const data = await read()
    expect([data?.pages.length, new Set(itemsOf(data).map(({ id }) => id)).size]).toEqual([3, 5])
    queries.clear()
    state.answering = () => answered({ result: [{ id: '1' }], has_more: true, next_cursor: 'same' })
    expect((await read())?.pages).toHaveLength(2)
  })

  test('of charges have one item per charge', () => {
    const charge = { task_id: '1' }
    expect(itemsOf({ pages: [{ result: { detail: [charge, charge] } }, { result: { detail: null } }] })).toEqual([charge, charge])
    expect(itemsOf(undefined)).toEqual([])
  })

  test('of creates send once, whatever the app says of repeating', async () => {
    const { queries, options, state, sent } = createQueriedWorld()
    const create = new MutationObserver(queries, options.v1.videos.text2video.create({ headers: { 'X-From': 'page' } }))
    const created = await create.mutate({ model_name: 'kling-v3', prompt: 'a fox' })
    expect(created.kling.operation).toBe('createText2Video')
    state.answering = () => new Response(JSON.stringify({ code: 1102, message: 'no units', request_id: 'r-2' }), { status: 429 })
    const before = sent.length
    await expect(create.mutate({ model_name: 'kling-v3', prompt: 'a fox' })).rejects.toMatchObject({ code: 'KLING_BALANCE' })
    expect([sent.length - before, create.getCurrentResult().failureCount]).toEqual([1, 1])
  })

  test('of calls that answer at once are mutations too', async () => {
    const { queries, options } = createQueriedWorld()
    const speech = await new MutationObserver(queries, options.v1.audio.tts()).mutate({
      text: 'hello',
      voice_id: 'genshin_vindi2',
      voice_language: 'en',
      voice_speed: 1,
    })
    expect(speech.task_result?.audios?.[0]?.url).toMatch(/^https:/)
  })

  test('hand the signal on', async () => {
    const { queries, options, state, clock } = createQueriedWorld()
    state.answering = () => {
      leave()
      return answered({})
    }
    const leave = new QueryObserver(queries, options.v1.videos.text2video.get('1')).subscribe(() => {})
    await clock.pass(10)
    expect(state.aborted).toBe(1)
  })

  test('of what a gateway does not relay say so', async () => {
    const kling = createKling({ gateway: cometapi({ baseUrl: 'http://127.0.0.1:4010/kling' }), apiKey: 'any' })
    const options: any = klingQueries(kling)
    await expect(options.v1.videos.text2video.list().queryFn({ pageParam: 1 })).rejects.toThrow('listText2Video')
  })
})

describe('keys', () => {
  const options = klingQueries(createClient({ baseUrl: 'http://127.0.0.1:4010' }))

  test('mirror the URL, below client and group', () => {
    const scope = 'official 127.0.0.1:4010'
    expect(options.key()).toEqual(['kling', scope])
    expect(options.v1.videos.key()).toEqual(['kling', scope, 'v1', 'videos'])
    expect(options.textToVideo['kling-3.0'].task('1').queryKey).toEqual(['kling', scope, 'textToVideo', 'kling-3.0', 'task', '1'])
    expect(options.v1.videos.text2video.get('868').queryKey).toEqual([...options.v1.videos.text2video.key(), 'get', '868'])
    expect(options.v1.videos.text2video.create().mutationKey).toEqual([...options.v1.videos.text2video.key(), 'create'])
  })

  test('are plain JSON, the same for the same wish', () => {
    const list = (query?: any) => options.v1.videos.text2video.list(query).queryKey
    expect(list({ pageNum: undefined })).toEqual(list())
    expect(list({ pageSize: 20n })).toEqual(list({ pageSize: '20' }))
    expect(JSON.parse(JSON.stringify(list({ pageSize: 20 })))).toEqual(list({ pageSize: 20 }))
  })

  test('tell clients of other places and gateways apart, and hold no secret', () => {
    const scopes = [
      klingQueries(createKling({ apiKey: 'secret-key' })),
      klingQueries(createKling({ apiKey: 'secret-key', region: 'beijing' })),
      klingQueries(createKling({ apiKey: 'secret-key', gateway: cometapi() })),
      klingQueries(createKling({ baseUrl: 'http://127.0.0.1/a' })),
      klingQueries(createKling({ baseUrl: 'http://127.0.0.1/b' })),
      klingQueries(createKling({ baseUrl: 'http://127.0.0.1/b' }), { scope: 'second account' }),
    ].map((each) => JSON.stringify(each.key()))
    expect(new Set(scopes).size).toBe(scopes.length)
    expect(scopes.join()).not.toMatch(/secret/)
  })

  test('of a group invalidate all of it and nothing else', async () => {
    const { kling, queries, options: own } = createQueriedWorld()
    const { task_id } = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    const image = await kling.v1.images.generations.create({ prompt: 'a fox' })
    const keys = [own.v1.videos.text2video.get(task_id), own.v1.images.generations.get(image.task_id)]
    for (const each of keys) await queries.fetchQuery(each as any)
    await queries.fetchInfiniteQuery(own.v1.videos.text2video.list())
    await queries.invalidateQueries({ queryKey: own.v1.videos.key() })
    const invalid = queries
      .getQueryCache()
      .getAll()
      .map(({ queryKey, state: { isInvalidated } }) => [
        queryKey
          .slice(3)
          .join('.')
          .replace(/\.\d+$/, ''),
        isInvalidated,
      ])
    expect(invalid).toEqual([
      ['videos.text2video.get', true],
      ['images.generations.get', false],
      ['videos.text2video.list', true],
    ])
  })
})
