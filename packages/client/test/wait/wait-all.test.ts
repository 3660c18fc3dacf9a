import { describe, expect, test } from 'vitest'
import { KlingTaskFailedError } from '../../src/index.ts'
import { waitAll, waitAllSettled } from '../../src/operations.ts'
import { createWorld } from './support/world.ts'

const failing = { prompt: 'a fox', options: { external_task_id: 'kling-mock:fail=risk-control' } }

describe('waitAll', () => {
  test('gives the tasks of all kinds in their order', async () => {
    const { kling } = createWorld()
    const [video, picture] = await kling.waitAll([
      await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' }),
      await kling.v1.images.generations.create({ prompt: 'a fox' }),
    ])
    expect(video.outputs[0].type).toBe('video')
    expect(picture.task_result.images[0].url).toMatch(/^https:/)
    expect(await waitAll(kling, [])).toEqual([])
  })

  test('ends with the first failure and waits for nobody any more; the others can be waited for again', async () => {
    const { kling, clock, elapsed } = createWorld()
    const slow = await kling.v1.videos.image2video.create({ model_name: 'kling-v3', image: 'https://cdn.example.com/a.png' })
    const bad = await kling.textToVideo['kling-3.0-turbo'].create(failing)
    await expect(kling.waitAll([slow, bad])).rejects.toBeInstanceOf(KlingTaskFailedError)
    expect(elapsed()).toBeLessThan(60_000)
    expect(clock.pending).toBe(0)
    expect((await kling.wait(slow)).task_result.videos).toHaveLength(1)
  })

  test('a signal ends all of them', async () => {
    const { kling, clock } = createWorld()
    const task = await kling.textToVideo['kling-3.0'].create({ prompt: 'a fox' })
    const controller = new AbortController()
    const waiting = kling.waitAll([task], { signal: controller.signal })
    clock.at(clock.now() + 100, () => controller.abort('enough'))
    await expect(waiting).rejects.toBe('enough')
    await expect(kling.waitAll([task], { signal: controller.signal })).rejects.toBe('enough')
  })
})

describe('waitAllSettled', () => {
  test('tells of each how it ended', async () => {
    const { kling } = createWorld()
    const tasks = [await kling.textToVideo['kling-3.0-turbo'].create(failing), await kling.v1.images.generations.create({ prompt: 'a fox' })] as const
    const [bad, good] = await kling.waitAllSettled(tasks)
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'KLING_TASK_FAILED' } })
    expect(good.status === 'fulfilled' && good.value.task_result.images[0].url).toMatch(/^https:/)
    expect(await waitAllSettled(kling, tasks)).toHaveLength(2)
  })
})
