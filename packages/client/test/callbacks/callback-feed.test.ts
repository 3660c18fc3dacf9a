import { describe, expect, test } from 'vitest'
import { type CallbackEvent, type CallbackFeedOptions, createCallbackFeed, parseCallback } from '../../src/callbacks.ts'
import { legacyTask, now, secret, signedRequest } from './support/signed.ts'

const event = (members: Record<string, unknown> = {}): CallbackEvent => parseCallback(JSON.stringify(legacyTask({ task_id: '1', ...members })))
const end = (members: Record<string, unknown> = {}) => event({ task_status: 'succeed', updated_at: 5000, ...members })
const tick = () => new Promise<void>((resolve) => queueMicrotask(resolve))

function listening(key: Parameters<ReturnType<typeof createCallbackFeed>['subscribe']>[0] = '1', options: CallbackFeedOptions = {}) {
  const feed = createCallbackFeed(options)
  const heard: string[] = []
  return { feed, heard, unsubscribe: feed.subscribe(key, ({ status }) => heard.push(status)) }
}

test('a listener hears of its task only, until it has heard enough', () => {
  const { feed, heard, unsubscribe } = listening()
  feed.deliver(event({ task_id: '2' }))
  feed.deliver(event())
  unsubscribe()
  unsubscribe()
  feed.deliver(end())
  expect(heard).toEqual(['processing'])
})

test('by the id of its own as well, which is not taken for one of Kling', () => {
  const { feed, heard } = listening({ external_task_id: 'order-1' })
  feed.deliver(event({ task_id: 'order-1' }))
  feed.deliver(event({ task_info: { external_task_id: 'order-1' } }))
  expect(heard.length).toBe(1)
})

test('all who wait for a task hear of it, and one of them failing is no harm to the others', () => {
  const failures: unknown[] = []
  const feed = createCallbackFeed({ onError: (error) => failures.push(error) })
  const heard: number[] = []
  feed.subscribe('1', () => {
    throw new Error('mine')
  })
  const stopped = feed.subscribe('1', () => {
    heard.push(1)
    stopped()
  })
  feed.subscribe('1', () => heard.push(2))
  feed.deliver(event())
  feed.deliver(event())
  expect([heard, failures]).toEqual([
    [1, 2, 2],
    [new Error('mine'), new Error('mine')],
  ])
})

describe('who subscribes late', () => {
  test('is told of the end, after the call has returned', async () => {
    const { feed } = listening()
    feed.deliver(event())
    feed.deliver(end({ task_info: { external_task_id: 'order-1' } }))
    const heard: string[] = []
    feed.subscribe('1', ({ status }) => heard.push(status))
    feed.subscribe({ external_task_id: 'order-1' }, ({ status }) => heard.push(status))
    expect(heard).toEqual([])
    await tick()
    expect(heard).toEqual(['succeed', 'succeed'])
  })

  test('is not told when it has left by then, or of a task that still runs', async () => {
    const feed = createCallbackFeed()
    const heard: string[] = []
    feed.deliver(event({ task_id: '2' }))
    feed.subscribe('2', () => heard.push('running'))
    feed.deliver(end())
    feed.subscribe('1', () => heard.push('left'))()
    await tick()
    expect(heard).toEqual([])
  })

  test('is not told of ends that were forgotten', async () => {
    const feed = createCallbackFeed({ remember: 2 })
    for (const task_id of ['1', '2', '3', '4', '5']) feed.deliver(end({ task_id }))
    const heard: string[] = []
    for (const id of ['1', '5']) feed.subscribe(id, ({ id }) => heard.push(id))
    await tick()
    expect(heard).toEqual(['5'])
  })
})

test('events that are behind are dropped', () => {
  const { feed, heard } = listening()
  feed.deliver(event({ updated_at: 3000 }))
  feed.deliver(event({ task_status: 'submitted', updated_at: 1000 }))
  feed.deliver(end())
  feed.deliver(event({ updated_at: 9000 }))
  expect(heard).toEqual(['processing', 'succeed'])
})

test('its handler delivers what is genuine, then tells onEvent', async () => {
  const { feed, heard } = listening('868890153925369900')
  const handle = feed.handler({ secret, now, onEvent: ({ status }) => heard.push(`own ${status}`) })
  const request = await signedRequest(legacyTask())
  expect((await handle(new Request(request, { headers: {} }))).status).toBe(401)
  expect((await handle(await signedRequest(legacyTask()))).status).toBe(200)
  expect(heard).toEqual(['processing', 'own processing'])
  expect((await feed.handler({ secret, now })(await signedRequest(legacyTask({ task_status: 'failed' })))).status).toBe(200)
  expect(heard).toEqual(['processing', 'own processing', 'failed'])
})
