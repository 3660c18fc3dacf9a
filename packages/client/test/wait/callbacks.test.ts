import { signatureHeaders } from '@klingkit/simulator'
import { describe, expect, test } from 'vitest'
import { type CallbackEvent, createCallbackFeed, parseCallback } from '../../src/callbacks.ts'
import type { WaitUpdate } from '../../src/index.ts'
import { secret } from '../callbacks/support/signed.ts'
import { createWorld } from './support/world.ts'

const callback_url = 'http://127.0.0.1:9999/hook'
const legacyBody = { model_name: 'kling-v3', prompt: 'a fox', callback_url }
const newBody = { prompt: 'a fox', options: { callback_url } }

/** A world whose simulator calls back into a feed, signed and verified; the feed is that of the client. */
function createCalledWorld({ byOption = false, lean = false } = {}) {
  const heard: CallbackEvent[] = []
  let subscriptions = 0
  const inner = createCallbackFeed()
  const feed = {
    subscribe: (...given: Parameters<typeof inner.subscribe>) => {
      subscriptions++
      const end = inner.subscribe(...given)
      return () => {
        subscriptions--
        end()
      }
    },
  }
  const world = createWorld(
    {
      // Signed here and not by the simulator, so that the clock stands still meanwhile.
      sendCallback: async ({ url, headers, body }) => {
        world.clock.busy++
        const signed = await signatureHeaders(secret, crypto.randomUUID(), Math.floor(world.clock.now() / 1000), body)
        const { status } = await handle(new Request(url, { method: 'POST', headers: { ...headers, ...signed }, body }))
        world.clock.busy--
        return { status }
      },
    },
    byOption ? {} : { callbacks: feed },
  )
  const handle = inner.handler({ secret, now: () => world.clock.now(), onEvent: (event) => void heard.push(event) })
  // A receiver of one's own may hand on less.
  const { deliver } = inner
  if (lean) inner.deliver = (event) => deliver(parseCallback(JSON.stringify({ ...event.task, task_result: undefined, outputs: undefined })))
  return { ...world, inner, feed, heard, subscriptions: () => subscriptions }
}

describe('callbacks in place of polling', () => {
  test('end the wait at once, with the task as a read gives it, on both standards, without one read', async () => {
    const { kling, reads, heard, clock, subscriptions } = createCalledWorld()
    const updates: WaitUpdate[] = []
    const video = await kling.v1.videos.text2video.run(legacyBody, { poll: false, onUpdate: (update) => updates.push(update) })
    expect(clock.now()).toBe(heard.at(-1)!.updated_at)
    const turbo = await kling.textToVideo['kling-3.0-turbo'].run(newBody, { poll: false })
    const speech = await kling.v1.audio.textToAudio.run({ prompt: 'rain', duration: 5, callback_url } as any, { poll: false })
    expect(reads()).toHaveLength(0)
    expect(updates.map(({ status, attempt }) => [status, attempt])).toEqual([
      ['submitted', 0],
      ['processing', 0],
      ['succeed', 0],
    ])
    expect(video).toEqual(await kling.v1.videos.text2video.get(video.task_id))
    expect([turbo]).toEqual(await kling.tasks.get(turbo.id))
    expect(speech).toEqual(await kling.v1.audio.textToAudio.get(speech.task_id))
    expect([subscriptions(), clock.pending]).toEqual([0, 0])
  })

  test('that came before the wait began count too', async () => {
    const { kling, reads, clock, elapsed } = createCalledWorld()
    const task = await kling.textToVideo['kling-3.0-turbo'].create(newBody)
    await clock.pass(120_000)
    const before = elapsed()
    const done = await kling.wait(task, { poll: false })
    expect(done.outputs[0].url).toMatch(/^https:/)
    expect([elapsed() - before, reads().length]).toEqual([0, 0])
  })

  test('of a failure make the wait fail', async () => {
    const { kling } = createCalledWorld()
    const running = kling.textToVideo['kling-3.0'].run(
      { prompt: 'a fox', options: { callback_url, external_task_id: 'kling-mock:fail=risk-control' } },
      { poll: false },
    )
    await expect(running).rejects.toMatchObject({ code: 'KLING_TASK_FAILED', reason: 'Failure to pass the risk control system', task: { status: 'failed' } })
  })

  test('may be given to one wait', async () => {
    const { kling, feed, reads, sent } = createCalledWorld({ byOption: true })
    const done = await kling.textToVideo['kling-3.0'].run(newBody, { callbacks: feed, poll: false })
    expect(done.status).toBe('succeeded')
    expect(reads()).toHaveLength(0)
    const before = sent.length
    await expect(kling.textToVideo['kling-3.0'].wait(done.id, { poll: false })).rejects.toThrow('poll: false needs callbacks')
    await expect(kling.textToVideo['kling-3.0'].run(newBody, { poll: false })).rejects.toThrow('poll: false needs callbacks')
    expect(sent).toHaveLength(before)
  })

  test('whose body lacks members are completed by one read', async () => {
    const { kling, reads } = createCalledWorld({ lean: true })
    const video = await kling.v1.videos.text2video.run(legacyBody, { poll: false })
    const turbo = await kling.textToVideo['kling-3.0'].run(newBody, { poll: false })
    expect(video.task_result.videos[0].url).toMatch(/^https:/)
    expect(turbo.outputs[0].url).toMatch(/^https:/)
    expect(reads()).toHaveLength(2)
  })

  test('in another shape than a read gives are completed by one read', async () => {
    const { kling, reads, inner, clock } = createCalledWorld()
    const task = await kling.v1.images.generations.create({ prompt: 'a fox' })
    await clock.pass(60_000)
    const times = { create_time: task.created_at, update_time: task.created_at + 20_000 }
    inner.deliver(
      parseCallback(
        JSON.stringify({ id: task.task_id, status: 'succeeded', message: '', outputs: [{ type: 'image', url: 'https://x.test/1.png' }], ...times }),
      ),
    )
    expect((await kling.wait(task, { poll: false })).task_result.images[0].url).toMatch(/^https:/)
    const video = await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })
    await clock.pass(120_000)
    inner.deliver(parseCallback(JSON.stringify({ id: video.id, status: 'succeeded', message: '', outputs: [{ type: 'element', materials: [{}] }], ...times })))
    expect((await kling.wait(video, { poll: false })).outputs[0].url).toMatch(/^https:/)
    const dateless = await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })
    await clock.pass(120_000)
    inner.deliver(
      parseCallback(JSON.stringify({ id: dateless.id, status: 'succeeded', outputs: [{ type: 'video', url: 'https://x.test/1.mp4' }], update_time: 1 })),
    )
    expect((await kling.wait(dateless, { poll: false })).create_time).toBe(dateless.create_time)
    expect(reads()).toHaveLength(3)
  })

  test('that are lost are made up for by seldom reads', async () => {
    const { kling, reads } = createCalledWorld()
    const lost = { ...newBody, options: { callback_url, external_task_id: 'kling-mock:callback=lost' } }
    const done = await kling.textToVideo['kling-3.0'].run(lost)
    expect(done.status).toBe('succeeded')
    expect(reads().length).toBeLessThanOrEqual(3)
  })

  test('that are lost, and nothing is read: the deadline ends it', async () => {
    const { kling, reads, clock, subscriptions } = createCalledWorld()
    const lost = { ...newBody, options: { callback_url, external_task_id: 'kling-mock:callback=lost' } }
    await expect(kling.textToVideo['kling-3.0'].run(lost, { poll: false, timeout: 600_000 })).rejects.toMatchObject({ code: 'KLING_TASK_TIMEOUT' })
    expect([reads().length, clock.pending, subscriptions()]).toEqual([0, 0, 0])
  })

  test('that are overtaken by a read take nothing back', async () => {
    const { kling, inner, clock } = createCalledWorld({ byOption: true })
    const task = await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })
    const statuses: string[] = []
    const waiting = kling.wait(task, { callbacks: inner, interval: 5_000, onUpdate: ({ status }) => statuses.push(status) })
    await clock.pass(15_000)
    inner.deliver(
      parseCallback(JSON.stringify({ id: task.id, status: 'submitted', message: '', create_time: task.create_time, update_time: task.create_time })),
    )
    await waiting
    expect(statuses.filter((status, index) => index > 0 && status === 'submitted')).toEqual([])
    expect(statuses.slice(-2)).toEqual(['processing', 'succeeded'])
  })
})
