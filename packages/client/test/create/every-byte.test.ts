import { createSimulator, seededRandom } from '@klingkit/simulator'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/core/clock.ts'
import { createClient } from '../../src/core/create-client.ts'
import { createTask } from '../../src/create/create-task.ts'
import { cuttingServer } from './support/cutting-server.ts'
import { naiveCreate } from './support/naive-client.ts'
import { products } from './support/products.ts'

/** For the naive client: its pauses take no time, its time limit is never reached. */
const noWaiting: Clock = {
  now: () => 0,
  at: (time, run) => {
    if (time < 60_000) setImmediate(run)
    return () => {}
  },
}

describe.concurrent('a connection that breaks at any byte', () => {
  const findable = products.filter(({ isFindable }) => isFindable)
  expect(findable).toHaveLength(3)
  for (const { operation, body } of findable) {
    test(`${operation.path}: one task, and it is returned`, async () => {
      const simulator = createSimulator({ random: seededRandom(1), references: 'off' })
      const server = await cuttingServer(simulator)
      const client = createClient({ apiKey: 'any', baseUrl: server.url, retry: { baseDelay: 1, maxDelay: 1 } })
      await createTask(client, operation, body)
      const { request, answer } = { ...server.sizes }
      expect(Math.min(request, answer)).toBeGreaterThan(150)
      const cuts = [
        ...Array.from({ length: request }, (_, after) => ({ part: 'request' as const, after })),
        ...Array.from({ length: answer + 1 }, (_, after) => ({ part: 'answer' as const, after })),
      ]
      let count = await simulator.control.taskCount()
      let doubled = 0
      for (const cut of cuts) {
        server.breakNext(cut)
        const task = (await createTask(client, operation, body)) as { task_id?: string; id?: string }
        expect(await simulator.control.taskCount(), `${cut.part} cut after ${cut.after} bytes`).toBe(++count)
        expect(await simulator.control.task((task.task_id ?? task.id)!), 'the task that was returned').toBeDefined()

        // For comparison, which need not be as fine.
        if (cut.after % 4) continue
        server.breakNext(cut)
        await naiveCreate(fetch, noWaiting, `${server.url}${operation.path}`, () => body, new AbortController().signal)
        const after = await simulator.control.taskCount()
        if (after > count + 1) doubled++
        count = after
      }
      server.close()
      console.log(
        `${operation.path}: cut at each of ${request} bytes there and ${answer} back; this client: 0 doubled, 0 lost; naive client: ${doubled} doubled`,
      )
      // Its requests have no id, so their answers are a little shorter.
      expect(doubled).toBeGreaterThan(answer / 8)
    })
  }
})
