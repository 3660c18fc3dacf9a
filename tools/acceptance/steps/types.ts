import fs from 'node:fs'
import path from 'node:path'
import { run } from '../child.ts'
import { documents } from '../documents.ts'
import { type Step, tail } from '../step.ts'
import { commandOf } from '../tools.ts'

/** Two generators of others make types and clients, and TypeScript accepts what they make. */
export const typeSteps: Step[] = [
  ...documents.map(({ name, file }) =>
    generator('openapi-typescript', name, `types/${name}.d.ts`, (output) => [
      file,
      // A field with a default may be left out of a request.
      '--default-non-nullable=false',
      '--output',
      output,
    ]),
  ),
  ...documents.map(({ name, file }) =>
    generator('orval', name, `orval/${name}.ts`, (output) => ['--input', file, '--output', output, '--client', 'fetch', '--mode', 'single']),
  ),
  {
    name: 'what openapi-typescript and orval made type-checks',
    async run({ scratch }) {
      fs.writeFileSync(path.join(scratch, 'use.ts'), use)
      fs.writeFileSync(path.join(scratch, 'package.json'), '{ "type": "module" }')
      fs.writeFileSync(path.join(scratch, 'tsconfig.json'), JSON.stringify(settings))
      const { code, output } = await run([commandOf('typescript', 'tsc'), '--project', '.'], scratch)
      if (code !== 0) throw new Error(tail(output))
      return `${documents.length * 2} files and a program that uses them`
    },
  },
]

function generator(tool: string, document: string, target: string, parameters: (output: string) => string[]): Step {
  return {
    name: `${tool} ${document}.json`,
    async run({ scratch }) {
      const file = path.join(scratch, target)
      const { code, output } = await run([commandOf(tool, tool), ...parameters(file)], scratch)
      if (code !== 0 || !fs.existsSync(file)) throw new Error(tail(output))
      return `${Math.round(fs.statSync(file).size / 1024)} KiB`
    },
  }
}

/** skipLibCheck would pass over everything in a .d.ts file. */
const settings = {
  compilerOptions: { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', lib: ['es2022', 'dom', 'dom.iterable'], types: [], skipLibCheck: false },
  include: ['types', 'orval', 'use.ts'],
}

/** Types that came out as any, unknown or never would let the wrong lines pass, or refuse the right ones. */
const use = `
import type { components, paths } from './types/openapi.js'
import { createText2Video } from './orval/openapi.js'

type Body = paths['/v1/videos/text2video']['post']['requestBody']['content']['application/json']
export const right: Body = { model_name: 'kling-v3', prompt: 'A fox in the snow', duration: '5' }
// @ts-expect-error the duration of this generation is a string
export const wrong: Body = { prompt: 'A fox in the snow', duration: 5 }
export const state: components['schemas']['LegacyTaskStatus'] = 'succeed'

export async function taskId(): Promise<string> {
  const { data } = await createText2Video({ model_name: 'kling-v3', prompt: 'A fox in the snow' })
  return 'data' in data ? data.data.task_id : data.message
}
`
