import { startMock } from '../../packages/mock/dist/index.js'
import { createBody } from './requests.ts'

/**
 * kling-mock with tasks laid out before anybody asks: `node filled-mock.ts PORT TASKS`. Creating a million of them over HTTP would take a minute and a half of every run; a seed makes the same records,
 * charges included, in this process.
 */
const [port, count] = process.argv.slice(2).map(Number)
const atOnce = 10_000
const mock = await startMock({ port: port!, mode: 'simulate' })
const hour = 3_600_000
const before = heapUsed()
for (let done = 0; done < count!; done += atOnce) {
  const createdAt = Date.now() - hour
  const length = Math.min(atOnce, count! - done)
  // A body of its own for each, as requests have them.
  const tasks = Array.from({ length }, () => ({
    operation: 'createText2Video' as const,
    body: JSON.parse(createBody),
    status: 'succeeded' as const,
    createdAt,
  }))
  await mock.control.seed({ tasks })
}
process.send!({ heapPerTask: (heapUsed() - before) / count! })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))

/** What is truly held; needs `node --expose-gc`. */
function heapUsed(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
