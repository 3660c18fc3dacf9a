import { expect, test } from 'vitest'
import { createKling, KlingTaskTimeoutError } from '../../src/index.ts'
import { createClient, createText2Video, waitText2Video } from '../../src/operations.ts'
import { createWorld } from './support/world.ts'

const hour = 3_600_000
const body = { model_name: 'kling-v3', prompt: 'a fox' }

test('a clock that is put back does not stop the reading: timers go on', async () => {
  const world = createWorld()
  let offset = 0
  const { clock } = world
  const kling = createKling({ ...world.client, clock: { now: () => clock.now() + offset, at: (time, run) => clock.at(time - offset, run) } })
  const task = await kling.v1.videos.text2video.create(body)
  const waiting = kling.wait(task)
  await clock.pass(20_000)
  offset = -hour
  expect((await waiting).task_status).toBe('succeed')
  expect(world.elapsed()).toBeLessThan(hour / 10)
})

test('a time limit that is no number ends the wait at once instead of never', async () => {
  const { kling } = createWorld()
  const task = await kling.v1.videos.text2video.create(body)
  await expect(kling.wait(task, { timeout: Number.NaN })).rejects.toSatisfy((error) => KlingTaskTimeoutError.is(error))
})

test('an interval below zero is no reason to read without a pause', async () => {
  const { client, clock, reads } = createWorld()
  const { fetch, random } = client
  const plain = createClient({ apiKey: 'any', clock, random, fetch })
  const task = await createText2Video(plain, body)
  const waiting = waitText2Video(plain, task.task_id, { interval: -1 })
  await waiting
  expect(reads().length).toBeLessThanOrEqual(clock.now() / 250)
  const times = reads().map(({ time }) => time)
  for (const [index, time] of times.slice(1).entries()) expect(time - times[index]!).toBeGreaterThanOrEqual(250)
})

test('an error inside a task is a member of the task, not a refusal of the read', async () => {
  const { kling, state } = createWorld()
  state.answering = (target) =>
    target.includes('/text2video/1')
      ? new Response(
          JSON.stringify({
            code: 0,
            message: 'SUCCEED',
            request_id: 'r-1',
            data: { task_id: '1', task_status: 'processing', error: { code: 7, message: 'soft' } },
          }),
        )
      : undefined
  expect(await kling.v1.videos.text2video.get('1')).toMatchObject({ task_status: 'processing', error: { code: 7 } })
})
