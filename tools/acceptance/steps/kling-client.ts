import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from '../child.ts'
import { type Step, tail, type Workplace } from '../step.ts'
import { commandOf, tool } from '../tools.ts'

const register = pathToFileURL(path.resolve(import.meta.dirname, '../../../packages/mock/dist/register.js')).href
const keys = { access: 'an-access-key', secret: 'a-secret-key' }

/** A client of others, unmodified: `node --import @klingkit/mock/register` is all that changes. */
export const klingClientSteps: Step[] = [
  {
    name: 'the library kling-api talks to @klingkit/mock/register',
    async run({ scratch }) {
      const script = path.join(scratch, 'kling-api-library.mjs')
      fs.writeFileSync(
        script,
        `const { KlingAPI } = await import(${JSON.stringify(pathToFileURL(tool('kling-api', 'dist/api.js')).href)})
        const api = new KlingAPI({ accessKey: '${keys.access}', secretKey: '${keys.secret}' })
        const task = await api.textToVideo({ prompt: 'A cat at the piano', model_name: 'kling-v2-6', duration: '5' })
        const done = await api.waitForVideoResult(task.data.task_id)
        console.log(done.data.task_status, done.data.task_result.videos[0].duration)
        await api.queryTextToVideoTask('1').catch((error) => console.log(error.message))`,
      )
      const { code, output } = await run(['--import', register, script], scratch)
      if (code !== 0 || !output.includes('succeed 5') || !output.includes('Task not found')) throw new Error(tail(output))
      return 'created, waited, read; an unknown id is an error'
    },
  },
  {
    name: 'the command line of kling-api talks to @klingkit/mock/register',
    async run(workplace) {
      const { code, output } = await kling(workplace, ['video', 'text2video', '--prompt', 'A cat at the piano', '--model', 'kling-v2-6', '--wait'])
      const video = fs.readdirSync(workplace.scratch, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('.mp4'))
      if (code !== 0 || !video) throw new Error(tail(output))
      const bytes = fs.readFileSync(path.join(workplace.scratch, video))
      if (bytes.toString('latin1', 4, 8) !== 'ftyp') throw new Error(`${video} is no MP4`)
      return `a video of ${bytes.length} bytes was downloaded`
    },
  },
]

function kling({ scratch }: Workplace, parameters: string[]) {
  return run(
    ['--import', register, commandOf('kling-api', 'kling'), '--access-key', keys.access, '--secret-key', keys.secret, '--output-dir', scratch, ...parameters],
    scratch,
  )
}
