import { expect, test } from 'vitest'
import { KlingNotFoundError, KlingTaskFailedError, KlingTaskTimeoutError } from '../../src/errors/index.ts'
import type { ClientOptions } from '../../src/index.ts'
import {
  createClient,
  createText2Video,
  createTextToVideoKling30,
  runText2Video,
  sharedPolling,
  wait,
  waitAll,
  waitText2Video,
  waitTextToVideoKling30,
} from '../../src/operations.ts'
import { createWorld, refused } from './support/world.ts'

const legacyBody = { model_name: 'kling-v3', prompt: 'a fox' }
const minute = 60_000

/** A client for plain functions, which reads each task by itself. */
function plainWorld(simulated: Parameters<typeof createWorld>[0] = {}, options: ClientOptions = {}) {
  const world = createWorld({ references: 'off', ...simulated })
  const { clock, random, fetch } = world.client
  return { ...world, client: createClient({ apiKey: 'any', clock, random, fetch, ...options }) }
}

const failureOf = (promise: Promise<unknown>): Promise<any> =>
  promise.then(
    () => expect.fail('it was a success'),
    (error) => error,
  )

test('tasks of both standards are read once per interval until they have succeeded; no timer is left', async () => {
  const { client, clock, reads } = plainWorld()
  const statuses: string[] = []
  const done = await runText2Video(client, legacyBody, { onUpdate: ({ status }) => statuses.push(status) })
  expect(done.task_result.videos[0].url).toMatch(/^https:/)
  expect(statuses.at(-1)).toBe('succeed')
  const legacyReads = reads('/v1/videos/text2video/').length
  expect(legacyReads).toBeGreaterThan(2)
  const task = await createTextToVideoKling30(client, { prompt: 'a fox' })
  expect((await wait(client, task)).outputs).toHaveLength(1)
  const gaps = reads('/tasks').map(({ time }, index, all) => (index > 0 ? time - all[index - 1]!.time : undefined))
  for (const gap of gaps.slice(1)) expect(gap).toSatisfy((milliseconds: number) => milliseconds >= 6_300 && milliseconds <= 7_000)
  expect(clock.pending).toBe(0)
})

test('nothing is shared, unless sharedPolling() is handed in', async () => {
  const count = async (options: ClientOptions) => {
    const { client, reads } = plainWorld({}, options)
    const tasks = await Promise.all(Array.from({ length: 20 }, () => createTextToVideoKling30(client, { prompt: 'a fox' })))
    expect(await waitAll(client, tasks)).toHaveLength(20)
    return reads('/tasks').length
  }
  const [alone, shared] = [await count({}), await count({ polling: sharedPolling() })]
  expect(alone).toBeGreaterThan(10 * shared)
})

test('a failed task, and one that does not exist, end the wait as errors', async () => {
  const { client, clock } = plainWorld()
  const failing = runText2Video(client, { ...legacyBody, external_task_id: 'kling-mock:fail=risk-control' })
  expect(await failureOf(failing)).toBeInstanceOf(KlingTaskFailedError)
  expect(await failureOf(waitText2Video(client, '800000000000000000'))).toBeInstanceOf(KlingNotFoundError)
  expect(await failureOf(waitTextToVideoKling30(client, '800000000000000000'))).toBeInstanceOf(KlingNotFoundError)
  expect(clock.pending).toBe(0)
})

test('failing reads go on, ever less often; the deadline tells of them, and a later wait succeeds', async () => {
  const { client, state, reads, clock } = plainWorld()
  const task = await createText2Video(client, legacyBody)
  state.answering = (target) => (target.startsWith('/v1') ? refused(503, 5001) : undefined)
  const error = await failureOf(wait(client, task, { timeout: 10 * minute }))
  expect(error).toBeInstanceOf(KlingTaskTimeoutError)
  expect(error.message).toContain('last status: none; getText2Video: not now')
  expect(reads().length).toBeLessThan(70)
  expect(clock.pending).toBe(0)
  state.answering = (_, count) => {
    if (count % 2) throw new TypeError('fetch failed')
    return undefined
  }
  expect((await wait(client, task)).task_result.videos).toHaveLength(1)
})

test('a server that asks for patience gets it; a refusal for good ends the wait at once', async () => {
  const { client, state, reads } = plainWorld()
  const task = await createText2Video(client, legacyBody)
  let puts = 0
  state.answering = () => (puts++ === 0 ? refused(429, 1302, { 'retry-after': '40' }) : refused(401, 1002))
  expect(await failureOf(wait(client, task))).toMatchObject({ code: 'KLING_AUTHENTICATION' })
  const [first, second] = reads()
  expect(reads()).toHaveLength(2)
  expect(second!.time - first!.time).toBe(40_000)
})

test('an abort ends it at once, in a pause and while a request is under way', async () => {
  const { client, clock, state } = plainWorld({ latency: 500 })
  const task = await createText2Video(client, legacyBody)
  const inPause = new AbortController()
  const waiting = failureOf(wait(client, task, { signal: inPause.signal }))
  await clock.pass(1_000)
  inPause.abort('enough')
  expect(await waiting).toBe('enough')
  const underWay = new AbortController()
  const reading = failureOf(waitText2Video(client, task.task_id, { signal: underWay.signal }))
  await clock.pass(100)
  underWay.abort('enough')
  expect(await reading).toBe('enough')
  expect(state.aborted).toBe(1)
  await clock.pass(minute)
  expect(clock.pending).toBe(0)
})
