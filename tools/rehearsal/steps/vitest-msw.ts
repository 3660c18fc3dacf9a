import fs from 'node:fs'
import path from 'node:path'
import { command } from '../command.ts'
import { install, npmCli, userEnvironment } from '../npm.ts'
import type { Step } from '../step.ts'

const suite = `
import { createKling, KlingConcurrencyError } from '@klingkit/client'
import '@klingkit/contract/vitest'
import { klingHandlers } from '@klingkit/msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

const handlers = klingHandlers({ speed: 'instant' })
const server = setupServer(...handlers)
const kling = createKling({ apiKey: 'any', retry: false })

beforeAll(() => server.listen())
afterEach(async () => {
  server.resetHandlers()
  await handlers.control.reset()
})
afterAll(() => server.close())

test('a video is made', async () => {
  const done = await kling.v1.videos.text2video.run({ model_name: 'kling-v3', prompt: 'A fox' }, { interval: 10 })
  expect(done.task_result.videos[0].url).toMatch(/^https:/)
})

test('too much at once is told', async () => {
  server.use(handlers.override('createText2Video', 'error-1303', { once: true }))
  await expect(kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox' })).rejects.toSatisfy((error) => KlingConcurrencyError.is(error))
})
`

/** A test suite of a frontend: vitest, Mock Service Worker, and our handlers. */
export const vitestStep: Step = {
  name: 'a vitest suite with MSW',
  async run({ folder, registry }) {
    await install(['vitest', 'msw', 'zod', '@klingkit/client', '@klingkit/msw', '@klingkit/contract'], folder, registry)
    fs.writeFileSync(path.join(folder, 'video.test.ts'), suite)
    const env = { ...userEnvironment(registry), CI: 'true' }
    const output = await command(process.execPath, [npmCli(), 'exec', '--', 'vitest', 'run'], folder, { env })
    if (!/Tests +2 passed/.test(output)) throw new Error(output)
    return '2 tests'
  },
}
