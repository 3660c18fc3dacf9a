import { operations } from '@klingkit/openapi'
import { createSimulator } from '@klingkit/simulator'
import { describe, expect, test } from 'vitest'
import { type Client, createKling } from '../../src/index.ts'
import { getText2Video } from '../../src/operations.ts'
import { scriptedFetch, success } from '../support/scripted-fetch.ts'

/** The method of a call such as `textToVideo['kling-3.0'].create`. */
function methodAt(kling: unknown, call: string): (...given: unknown[]) => PromiseLike<unknown> {
  return [...call.matchAll(/\['([^']+)'\]|[^.[\]]+/g)].reduce((at: any, [segment, model]) => at[model ?? segment], kling)
}

describe('every operation of the document', () => {
  test.each(operations.map((operation) => [operation.call, operation] as const))('%s', async (call, { method, path, kind }) => {
    const { fetch, requests } = scriptedFetch(success(kind === 'query many by id' ? [] : { id: '42', task_id: '42' }))
    const kling = createKling({ apiKey: 'key', fetch })
    const first =
      method === 'POST'
        ? { external_task_id: 'mine', options: { external_task_id: 'mine' } }
        : path.includes('{id}') || kind === 'query many by id'
          ? '42'
          : { a: 1 }
    await methodAt(kling, call)(first, { headers: { 'x-test': '1' } })
    const { pathname } = new URL(requests[0]!.url)
    expect([requests[0]!.method, pathname, requests[0]!.headers.get('x-test')]).toEqual([method, path.replace('{id}', '42'), '1'])
    expect(requests[0]!.body && JSON.parse(requests[0]!.body)).toEqual(method === 'POST' ? first : undefined)
  })

  test('is there once, and nothing else but run and wait beside a create', () => {
    const names = (at: object, path = ''): string[] =>
      Object.entries(at).flatMap(([name, member]) => {
        const own = path + (/^\w+$/.test(name) ? `${path && '.'}${name}` : `['${name}']`)
        return typeof member === 'function' ? [own] : typeof member === 'object' ? names(member, own) : []
      })
    const ofCreates = operations.flatMap(({ call, task }) => (task ? [call.replace(/create$/, 'run'), call.replace(/create$/, 'wait')] : []))
    expect(names(createKling({ apiKey: 'key' })).sort()).toEqual(
      [...operations.map(({ call }) => call), ...ofCreates, 'wait', 'waitAll', 'waitAllSettled', 'request'].sort(),
    )
  })
})

describe('a Kling', () => {
  test('is a client too', async () => {
    const kling: Client = createKling({ apiKey: 'key', fetch: scriptedFetch(success({ task_id: '1' })).fetch })
    expect(await getText2Video(kling, '1')).toEqual({ task_id: '1' })
  })

  test('calls what this version does not know, and gives the whole envelope', async () => {
    const { fetch, requests } = scriptedFetch(success({ new: true }))
    const kling = createKling({ apiKey: 'key', fetch })
    expect(await kling.request({ path: '/v1/videos/something-new', body: { a: 1 } })).toEqual({
      code: 0,
      message: 'SUCCEED',
      request_id: 'r-1',
      data: { new: true },
    })
    await kling.request({ path: '/v1/videos/something-new', query: { a: ['1', '2'] } })
    expect(requests.map(({ method, url, body }) => [method, new URL(url).search, body])).toEqual([
      ['POST', '', '{"a":1}'],
      ['GET', '?a=1%2C2', undefined],
    ])
  })

  test('creates a task that is plain JSON, with a handle', async () => {
    const simulator = createSimulator({ references: 'off' })
    const kling = createKling({ apiKey: 'key', baseUrl: 'http://simulator.localhost:81/', fetch: simulator.fetch })
    const task = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox', external_task_id: 'order-42' })
    expect(JSON.parse(JSON.stringify(task))).toEqual(task)
    expect(task).toMatchObject({ task_id: expect.any(String), task_status: 'submitted' })
    expect(task.kling).toEqual({
      operation: 'createText2Video',
      standard: 'legacy',
      gateway: 'official',
      host: 'simulator.localhost:81',
      external_task_id: 'order-42',
    })
    expect(await kling.v1.videos.text2video.get('order-42')).toMatchObject({ task_id: task.task_id })
  })
})
