import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

/** What a page downloads for the validators it uses, minified and gzipped, measured on the built package. */

const built = path.resolve(import.meta.dirname, '../dist/index.js')

async function bundled(code: string): Promise<{ text: string; size: number }> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? path.join(import.meta.dirname, 'entry.js') : null),
    load: (id: string) => (id.endsWith('/entry.js') ? code : null),
  }
  const bundle = await rolldown({ input: 'entry', plugins: [entry], logLevel: 'silent', platform: 'browser' })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  const text = output[0].code
  return { text, size: gzipSync(text, { level: 9 }).length }
}

const using = (name: string) => bundled(`import { ${name} } from ${JSON.stringify(built)}; console.log(${name})`)

/** The parts of zod that validators are made of, and nothing of ours. */
const zodAlone = `import * as z from 'zod'
const value = z.union([z.string(), z.number(), z.boolean(), z.enum(['a']), z.literal(1), z.nullable(z.array(z.optional(z.string())))])
const item = z.looseObject({ type: z.literal('a') }).check(z.refine(() => true))
console.log(z.looseObject({ value, items: z.array(z.discriminatedUnion('type', [item])) }))`

test.each([
  'zCreateText2VideoBody',
  'zCreateImage2VideoBody',
  'zCreateOmniVideoKling30OmniBody',
  'zCreateVideoToAudioBody',
  'zGetTasksQuery',
  'zGetText2VideoResponse',
])('%s costs at most 4 KiB more than zod', async (name) => {
  const [zod, ours] = [await bundled(zodAlone), await using(name)]
  console.log(`${name}: ${ours.size} bytes, zod alone ${zod.size}`)
  expect(ours.size - zod.size).toBeLessThan(4 * 1024)
})

test('validators that are not used are dropped', async () => {
  const { text } = await using('zCreateText2VideoBody')
  expect(text).toContain('shots-add-up')
  expect(text).not.toContain('Product title is missing') // of createTalkingAgent
  expect(text).not.toContain('is not a known field') // of checkRequest
})

test('without a validator there is no zod either', async () => {
  expect((await using('specHash')).size).toBeLessThan(300)
})
