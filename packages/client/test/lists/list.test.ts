import { createSimulator } from '@klingkit/simulator'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClient, createKling, type Fetch } from '../../src/index.ts'
import { listPackageDeductions, listTasks, listText2Video } from '../../src/operations.ts'
import { refusal, scriptedFetch, success } from '../support/scripted-fetch.ts'

/** A legacy list on which `news` further tasks are created between two pages. */
function growingList(size: number, news: number): { fetch: Fetch; pages: string[] } {
  let newest = size
  const pages: string[] = []
  return {
    pages,
    fetch: async (url) => {
      const query = new URL(url).searchParams
      const [page, length] = [Number(query.get('pageNum') ?? 1), Number(query.get('pageSize') ?? 30)]
      pages.push(`${page}/${length}`)
      const all = Array.from({ length: newest }, (_, index) => ({ task_id: String(newest - index) }))
      newest += news
      return Response.json(success(all.slice((page - 1) * length, page * length)).body)
    },
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('awaited', () => {
  test('a list is its first page, as the service gives it', async () => {
    const { fetch, pages } = growingList(50, 0)
    const client = createClient({ apiKey: 'key', fetch })
    expect(await listText2Video(client)).toHaveLength(30)
    expect(await listText2Video(client, { pageNum: 2, pageSize: 40 }, { limit: 3 })).toHaveLength(10)
    expect(pages).toEqual(['1/30', '2/40'])
  })

  test('is asked for when it is used, and once', async () => {
    const { fetch, pages } = growingList(1, 0)
    const listing = listText2Video(createClient({ apiKey: 'key', fetch }))
    expect(pages).toEqual([])
    await listing
    await Promise.all([listing, listing.then((page) => page.length)])
    expect(pages).toHaveLength(1)
  })

  test('it rejects as a promise does', async () => {
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(refusal(403, 1103)).fetch })
    await expect(listText2Video(client)).rejects.toMatchObject({ code: 'KLING_PERMISSION' })
    expect(await listText2Video(client).catch(({ code }) => code)).toBe('KLING_PERMISSION')
    let done = 0
    await listText2Video(client)
      .finally(() => {
        done++
      })
      .catch(() => {})
    expect(done).toBe(1)
  })
})

describe('iterated, a legacy list', () => {
  test('is every task, page after page', async () => {
    const { fetch, pages } = growingList(250, 0)
    const tasks = await collect(listText2Video(createClient({ apiKey: 'key', fetch })))
    expect(tasks.map(({ task_id }) => task_id)).toEqual(Array.from({ length: 250 }, (_, index) => String(250 - index)))
    expect(pages).toEqual(['1/100', '2/100', '3/100'])
  })

  test('ends after `limit`, and asks for no more than it needs', async () => {
    const { fetch, pages } = growingList(250, 0)
    const client = createClient({ apiKey: 'key', fetch })
    expect(await collect(listText2Video(client, {}, { limit: 7 }))).toHaveLength(7)
    expect(await collect(listText2Video(client, { pageSize: 5 }, { limit: 7 }))).toHaveLength(7)
    expect(await collect(listText2Video(client, {}, { limit: 0 }))).toHaveLength(0)
    expect(pages).toEqual(['1/7', '1/5', '2/5'])
  })

  test('begins at the page that is asked for', async () => {
    const { fetch, pages } = growingList(12, 0)
    expect(await collect(listText2Video(createClient({ apiKey: 'key', fetch }), { pageNum: 2, pageSize: 5 }))).toHaveLength(7)
    expect(pages).toEqual(['2/5', '3/5'])
  })

  test('stops asking when the loop is left', async () => {
    const { fetch, pages } = growingList(1000, 0)
    for await (const { task_id } of listText2Video(createClient({ apiKey: 'key', fetch }), { pageSize: 10 })) if (task_id === '985') break
    expect(pages).toEqual(['1/10', '2/10'])
  })

  test('gives every task that was there at the beginning once, whatever is created meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(80), fc.nat(6), fc.integer({ min: 7, max: 20 }), async (size, news, pageSize) => {
        const { fetch } = growingList(size, news)
        const ids = (await collect(listText2Video(createClient({ apiKey: 'key', fetch }), { pageSize }))).map(({ task_id }) => Number(task_id))
        expect(ids).toEqual(Array.from({ length: size }, (_, index) => size - index))
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  test('fails where a page fails', async () => {
    const page = Array.from({ length: 5 }, (_, index) => ({ task_id: String(index) }))
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(success(page), refusal(403, 1103)).fetch })
    const seen: string[] = []
    const read = async () => {
      for await (const { task_id } of listText2Video(client, { pageSize: 5 })) seen.push(task_id)
    }
    await expect(read()).rejects.toMatchObject({ code: 'KLING_PERMISSION' })
    expect(seen).toHaveLength(5)
  })
})

describe('iterated, a list with a cursor', () => {
  const page = (ids: string[], next_cursor?: string) =>
    success({ result: ids.map((id) => ({ id })), count: ids.length, next_cursor, has_more: next_cursor !== undefined })

  test('goes on with each cursor, and repeats what was asked', async () => {
    const { fetch, requests } = scriptedFetch(page(['1', '2'], 'b'), page(['3'], 'c'), success({ count: 0, has_more: false }))
    const body = { filters: [{ key: 'status', values: ['succeeded'] }] } as any
    expect((await collect(listTasks(createClient({ apiKey: 'key', fetch }), body))).map(({ id }) => id)).toEqual(['1', '2', '3'])
    expect(requests.map((request) => JSON.parse(request.body!))).toEqual([body, { ...body, cursor: 'b' }, { ...body, cursor: 'c' }])
  })

  test.each([
    ['a cursor that comes again', page(['1'], 'a')],
    ['no cursor though there is said to be more', success({ result: [{ id: '1' }], count: 1, has_more: true })],
  ])('does not go round for ever with %s', async (_, answer) => {
    expect(await collect(listTasks(createClient({ apiKey: 'key', fetch: scriptedFetch(answer).fetch })))).toHaveLength(1)
  })

  test('of charges gives each charge, also two for one task', async () => {
    const detail = [
      { task_id: '1', package_id: 'a' },
      { task_id: '1', package_id: 'b' },
    ]
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(success({ result: { detail, count: 2 }, has_more: false })).fetch })
    expect(await collect(listPackageDeductions(client, { start_time: 1, end_time: 2 }))).toEqual(detail)
  })
})

test('against the simulator, both kinds', async () => {
  const simulator = createSimulator({ references: 'off' })
  const kling = createKling({ apiKey: 'key', baseUrl: 'http://simulator.localhost', fetch: simulator.fetch })
  for (let index = 0; index < 7; index++) {
    await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: `${index}` })
    await kling.textToVideo['kling-3.0'].create({ prompt: `${index}` })
  }
  expect(await collect(kling.v1.videos.text2video.list({ pageSize: 3 }))).toHaveLength(7)
  const tasks = await collect(kling.tasks.list({ limit: 4 }))
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length)
  expect(tasks.length).toBeGreaterThanOrEqual(7)
  expect(await collect(kling.v1.general.presetsVoices.list({}, { limit: 2 }))).toHaveLength(2)
})
