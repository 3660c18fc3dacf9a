import { createSimulator, seededRandom } from '@klingkit/simulator'
import { expect, test } from 'vitest'
import { createClient } from '../../src/core/create-client.ts'
import type { TaskHandle } from '../../src/core/task.ts'
import { createTask } from '../../src/create/create-task.ts'
import { KlingDuplicateExternalIdError, KlingUnknownOutcomeError } from '../../src/errors/index.ts'
import { naiveCreate } from './support/naive-client.ts'
import { products } from './support/products.ts'
import { createFaults, lookupFaults, planOf, unreliableNetwork } from './support/unreliable-network.ts'

const runs = 10_000

const credential = { kind: 'api-key' as const, bearer: () => 'any', renew: () => {} }

/** A world of its own for a seed: the same trouble for whoever calls. */
function worldOf(seed: number) {
  const source = seededRandom(seed)
  const random = () => source.next()
  const product = products[Math.floor(random() * products.length)]!
  const plan = planOf(random)
  // Without an id of the caller's nobody can tell a request that the network doubles from two.
  if (!product.operation.externalId) plan.creates = plan.creates.filter((name) => !name.startsWith('doubled'))
  const network = unreliableNetwork((clock) => createSimulator({ clock, timers: clock, random: source, references: 'off' }), plan, random)
  return { ...network, product, plan, random }
}

/** How a call ended, and whether that is true of what there is. */
async function safeRun(seed: number) {
  const { clock, simulator, fetch, signal, settle, product, plan, random, requests } = worldOf(seed)
  const client = createClient({ auth: credential, fetch, clock, random })
  const { operation, body, isFindable } = product
  const story = `seed ${seed}, ${operation.id}: ${JSON.stringify(plan)}`
  const end = await createTask(client, operation, body, { signal }).catch((error: unknown) => ({ error }))
  const asked = requests()
  await settle()
  expect(requests(), `${story}: sent something after its end`).toBe(asked)
  const tasks = await simulator.control.tasks()
  expect(tasks.length, `${story}: two tasks`).toBeLessThanOrEqual(1)
  if (!('error' in end)) {
    const { kling, ...task } = end as { kling: TaskHandle } & Record<string, unknown>
    expect(tasks[0]?.id, `${story}: another task than the one returned`).toBe(task.task_id ?? task.id)
    expect(operation.externalId === undefined || kling.external_task_id?.startsWith('klingkit-'), story).toBe(true)
    return 'returned'
  }
  const { error } = end
  if (error instanceof KlingUnknownOutcomeError) {
    expect(error.message, story).toContain('a task may exist')
    if (operation.externalId) expect(error.external_task_id, story).toMatch(/^klingkit-/)
    return isFindable && !plan.abort ? 'may exist, after all patience' : 'may exist'
  }
  if (error instanceof KlingDuplicateExternalIdError) {
    expect(tasks.length, `${story}: said to exist`).toBe(1)
    return 'exists'
  }
  expect(tasks.length, `${story}: lost, ${String(error)}`).toBe(0)
  return 'none'
}

async function naiveRun(seed: number) {
  const { clock, simulator, fetch, signal, settle, product } = worldOf(seed)
  const { operation, body } = product
  const named = (id: string) => {
    if (!operation.externalId) return body
    return operation.externalId.startsWith('options') ? { ...body, options: { external_task_id: id } } : { ...body, external_task_id: id }
  }
  const end = await naiveCreate(fetch, clock, `https://any.host${operation.path}`, named, signal).catch(() => undefined)
  await settle()
  const tasks = await simulator.control.tasks()
  return { doubled: tasks.length > 1, lost: tasks.length > 0 && !tasks.some(({ id }) => id === end) }
}

test(`${runs} seeded choices among ${Object.keys(createFaults).length} faults of creates and ${Object.keys(lookupFaults).length} of lookups: never two tasks, never a lost one`, async () => {
  const ends = { returned: 0, 'may exist': 0, 'may exist, after all patience': 0, exists: 0, none: 0 }
  const naive = { doubled: 0, lost: 0 }
  const one = async (seed: number) => {
    ends[await safeRun(seed)]++
    const { doubled, lost } = await naiveRun(seed)
    if (doubled) naive.doubled++
    if (lost) naive.lost++
  }
  // Each has a clock of its own; side by side they share the waiting for nothing.
  for (let seed = 1; seed <= runs; seed += 100) await Promise.all(Array.from({ length: Math.min(100, runs + 1 - seed) }, (_, index) => one(seed + index)))
  console.log(
    `this client, ${runs} calls: 0 doubled, 0 lost; ${JSON.stringify(ends)}. Naive client, the same trouble: ${naive.doubled} doubled, ${naive.lost} lost.`,
  )
  expect(naive.doubled, 'the trouble doubles nothing, so it proves nothing').toBeGreaterThan(runs / 100)
  expect(naive.lost).toBeGreaterThan(runs / 100)
  // Saying always that a task may exist would be true, too.
  expect(ends.returned).toBeGreaterThan(runs / 2)
  expect(ends['may exist, after all patience']).toBeLessThan(runs / 50)
})
