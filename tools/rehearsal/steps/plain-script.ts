import fs from 'node:fs'
import path from 'node:path'
import { command } from '../command.ts'
import { install, userEnvironment } from '../npm.ts'
import type { Step } from '../step.ts'

const script = `
import { createKling } from '@klingkit/client'
import { document, specHash } from '@klingkit/openapi'
import { startMock } from '@klingkit/mock'
import * as validators from '@klingkit/zod'

const mock = await startMock({ port: 0, speed: 'instant' })
const kling = createKling({ baseUrl: mock.url, apiKey: 'any', validate: 'both', validators })
const task = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox in the snow' })
const done = await kling.wait(task, { interval: 10 })
await mock.close()
console.log(done.task_status, specHash === validators.specHash, Object.keys(document.paths).length > 50)
`

/** Somebody with a file and a Node. */
export const plainScriptStep: Step = {
  name: 'a plain ES module script',
  async run({ folder, registry }) {
    await install(['@klingkit/client', '@klingkit/openapi', '@klingkit/mock', '@klingkit/zod', 'zod'], folder, registry)
    fs.writeFileSync(path.join(folder, 'script.mjs'), script)
    const output = (await command(process.execPath, ['script.mjs'], folder, { env: userEnvironment(registry) })).trim()
    if (output !== 'succeed true true') throw new Error(`it printed: ${output}`)
    return 'created, waited, read; nothing was complained about'
  },
}
