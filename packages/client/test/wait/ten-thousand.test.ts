import { type Operation, operations, requests } from '@klingkit/openapi'
import { MemoryStore } from '@klingkit/simulator'
import { describe, expect, test } from 'vitest'
import { findOperation } from '../../src/core/table.ts'
import { createTask } from '../../src/create/create-task.ts'
import { accessKey } from '../../src/index.ts'
import { stateOf } from '../../src/wait/task-state.ts'
import { createWorld } from './support/world.ts'

const tasks = 10_000
const arrival = 60_000
const latency = 200

const products = operations.filter(({ id, kind, status }) => kind === 'async task' && status === 'current' && id in requests)
const ofModels = products.filter(({ standard, path }) => standard === 'new' && !path.startsWith('/solutions'))
const ofSolutions = products.filter(({ path }) => path.startsWith('/solutions'))
const legacy = products.filter(({ standard }) => standard === 'legacy')

/** What the defaults of `interval` come to. */
const intervalOf = ({ id }: Operation) => Math.min(15_000, Math.max(2_000, findOperation(id)!.seconds! * 100))

/** Creates tasks of these products evenly over a minute and waits for each. One-by-one polling is counted with the same first look and the same interval. */
async function measure(mixed: Operation[], options = {}) {
  const store = new MemoryStore()
  const world = createWorld({ latency, store, references: 'off' }, options)
  const { clock, kling } = world
  // The token of an AccessKey is made once, outside the clock.
  await kling.v1.videos.text2video.list({ pageSize: 1 })
  world.sent.length = 0
  let oneByOne = 0
  let latest = 0
  const ends = { fulfilled: 0, rejected: 0 }
  const one = async (index: number) => {
    const operation = mixed[index % mixed.length]!
    const body = bodyOf(operation, index)
    await clock.pass((index * arrival) / tasks)
    const task = await createTask(kling, findOperation(operation.id)!, body)
    const [end] = await kling.waitAllSettled([task])
    ends[end.status]++
    const { createdAt, totalTime } = store.get(stateOf(task).id)!
    const interval = intervalOf(operation)
    oneByOne += Math.max(1, Math.ceil(totalTime / interval))
    latest = Math.max(latest, clock.now() - (createdAt + totalTime + interval))
  }
  await Promise.all(Array.from({ length: tasks }, (_, index) => one(index)))
  const requestsSent = world.sent.length - tasks
  return { requests: requestsSent, oneByOne, ratio: Math.round((10 * oneByOne) / requestsSent) / 10, latest: Math.round(latest), pending: clock.pending, ends }
}

/** Documented bodies; every twentieth task is refused after three seconds, long before such tasks usually end. Ids of one's own are good for one task. */
function bodyOf({ id, standard }: Operation, index: number): object {
  const { external_task_id: _, callback_url: __, options: ___, ...body }: any = Object.values(requests[id]!)[0]!
  if (index % 20 || !findOperation(id)!.externalId) return body
  const external_task_id = `kling-mock:fail=risk-control,time=3s;${index}`
  return standard === 'legacy' ? { ...body, external_task_id } : { ...body, options: { external_task_id } }
}

describe('10,000 tasks that arrive within a minute', () => {
  test.each([
    ['API key, models of the new standard', ofModels, {}],
    ['API key, both standards and solutions', [...ofModels, ...ofSolutions, ...legacy], {}],
    ['AccessKey and SecretKey, legacy', legacy, { apiKey: '', auth: accessKey({ accessKey: 'a', secretKey: 'b' }) }],
  ])('%s: at most a fifteenth of the requests, nobody hears later than an interval and a second', { timeout: 300_000 }, async (name, mixed, options) => {
    const { requests, oneByOne, ratio, latest, pending, ends } = await measure(mixed, options)
    console.log(`${name}: ${mixed.length} products, ${requests} reads, one by one ${oneByOne} (1/${ratio}); latest ${latest} ms after its interval`)
    expect(requests * 15).toBeLessThanOrEqual(oneByOne)
    expect(latest).toBeLessThanOrEqual(1_000)
    expect(pending).toBe(0)
    expect(ends.rejected).toBeGreaterThan(400)
    expect(ends.fulfilled + ends.rejected).toBe(tasks)
  })
})
