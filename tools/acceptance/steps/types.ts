import fs from 'node:fs'
import path from 'node:path'
import { run } from '../child.ts'
import { documents, type Step, tail } from '../step.ts'
import { commandOf } from '../tools.ts'

/** Two generators of others make types and clients, and TypeScript accepts what they make. */
export const typeSteps: Step[] = [
  ...documents.map((name) =>
    generator(`openapi-typescript ${name}.json`, `types/${name}.d.ts`, ({ input, output }) => [
      commandOf('openapi-typescript', 'openapi-typescript'),
      input,
      // A field with a default may be left out of a request.
      '--default-non-nullable=false',
      '--output',
      output,
    ]),
  ),
  ...documents.map((name) =>
    generator(`orval ${name}.json`, `orval/${name}.ts`, ({ input, output }) => [
      commandOf('orval', 'orval'),
      '--input',
      input,
      '--output',
      output,
      '--client',
      'fetch',
      '--mode',
      'single',
    ]),
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

function generator(name: string, target: string, parameters: (files: { input: string; output: string }) => string[]): Step {
  return {
    name,
    async run({ documents: folder, scratch }) {
      const input = path.join(folder, `${path.parse(target).name.replace('.d', '')}.json`)
      const output = path.join(scratch, target)
      const result = await run(parameters({ input, output }), scratch)
      if (result.code !== 0 || !fs.existsSync(output)) throw new Error(tail(result.output))
      return `${Math.round(fs.statSync(output).size / 1024)} KiB`
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
