import { describe, expect, test } from 'vitest'
import { type Client, createClient, KlingError, KlingValidationError } from '../../src/index.ts'
import { createOmniVideo, deleteElement, getAdvancedCustomElement, request } from '../../src/operations.ts'
import { scriptedFetch } from '../support/scripted-fetch.ts'

const id = '829836802793406551'

function scene(data: string) {
  const { fetch, requests } = scriptedFetch({ body: `{"code":0,"message":"SUCCEED","request_id":"r","data":${data}}` })
  return { requests, client: createClient({ apiKey: 'key', fetch }) }
}

describe('ids of elements', () => {
  test.each([
    ['a string', id],
    ['a bigint', BigInt(id)],
  ])('go out as the JSON integer that is documented, given as %s', async (_, element_id) => {
    const { client, requests } = scene('{"task_id":"1","task_status":"submitted"}')
    await createOmniVideo(client, { prompt: 'x', element_list: [{ element_id }, { element_id: 7 }], external_task_id: 'mine' })
    expect(requests[0]!.body).toBe(`{"prompt":"x","element_list":[{"element_id":${id}},{"element_id":7}],"external_task_id":"mine"}`)
  })

  test.each([
    ['a string', id],
    ['a bigint', BigInt(id)],
  ])('go out as text where a string is documented, given as %s', async (_, element_id) => {
    const { client, requests } = scene('{}')
    await deleteElement(client, { element_id })
    expect(requests[0]!.body).toBe(`{"element_id":"${id}"}`)
  })

  test.each([
    ['a number that is not exact', 2 ** 53],
    ['text', 'abc'],
    ['a fraction', 1.5],
  ])('%s is refused before it is sent', async (_, element_id) => {
    const { client, requests } = scene('{}')
    const error = await createOmniVideo(client, { prompt: 'x', element_list: [{ element_id }] }).catch((reason) => reason)
    expect(error).toBeInstanceOf(KlingValidationError)
    expect(error).toMatchObject({ operation: 'createOmniVideo', direction: 'request', issues: [{ path: 'element_list[0].element_id' }] })
    expect(requests).toHaveLength(0)
  })

  test.each([[id], ['7'], [`"${id}"`]])('come back as text: %s', async (written) => {
    const { client } = scene(`{"task_result":{"elements":[{"element_id":${written},"n":1}]}}`)
    const task = await getAdvancedCustomElement(client, '1')
    expect(task).toEqual({ task_result: { elements: [{ element_id: written.replaceAll('"', ''), n: 1 }] } })
  })

  test('of a call that is not known come back as text too', async () => {
    const { client } = scene(`{"element_id":${id},"other_id":${id}}`)
    expect((await request(client, { path: '/x' })).data).toEqual({ element_id: id, other_id: id })
  })
})

describe('any other number beyond 2^53 has lost digits already, and is refused before it is sent', () => {
  // What a program without types gives; written as a number, it is 829836802793406600 before anybody can look at it.
  const lossy = Number(id) as any

  test.each<[string, (client: Client) => Promise<unknown>, string]>([
    ['in a body', (client) => deleteElement(client, { element_id: lossy }), 'element_id'],
    ['in a body with exact integers', (client) => createOmniVideo(client, { prompt: 'x', external_task_id: lossy }), 'external_task_id'],
    ['in the path', (client) => getAdvancedCustomElement(client, lossy), 'id'],
    ['in the query', (client) => request(client, { path: '/x', query: { task_ids: lossy } }), 'task_ids'],
  ])('%s', async (_, call, name) => {
    const { client, requests } = scene('{}')
    const error: unknown = await call(client).catch((reason) => reason)
    expect(error).toBeInstanceOf(KlingError)
    expect(error).toMatchObject({ message: `${name} has lost digits: give a string or bigint` })
    expect(requests).toHaveLength(0)
  })

  test('a bigint has not', async () => {
    const { client, requests } = scene('{}')
    await getAdvancedCustomElement(client, BigInt(id) as any)
    await request(client, { path: '/x', query: { task_ids: BigInt(id) } })
    expect(requests.map(({ url }) => url)).toEqual([expect.stringMatching(`/${id}$`), expect.stringMatching(`task_ids=${id}$`)])
  })
})
