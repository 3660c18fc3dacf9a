import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

/** What a page downloads for what it uses of the client, minified by Rolldown with its defaults and gzipped, from the sources. The entry points of the built package have budgets in tools/published. */

const sources = path.resolve(import.meta.dirname, '../src')

async function bundled(names: string, entry: string): Promise<{ text: string; size: number }> {
  const code = `export { ${names} } from ${JSON.stringify(path.join(sources, entry))}`
  const page = { name: 'page', resolveId: (id: string) => (id === 'page' ? '\0page' : null), load: (id: string) => (id === '\0page' ? code : null) }
  const bundle = await rolldown({ input: 'page', plugins: [page], logLevel: 'silent', platform: 'browser' })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  const text = output[0].code
  return { text, size: gzipSync(text, { level: 9 }).length }
}

const kibibyte = 1024

// The aim for all operations is 12 KiB; decisions/2026-11-20-client-size.md tells what the rest is and why it stays.
test.each([
  ['all operations', 'createKling', 'index.ts', 13.4],
  ['one operation: create and wait in one', 'createClient, runText2Video', 'operations.ts', 8.1],
  ['one operation: create, and wait by itself', 'createClient, createText2Video, waitText2Video', 'operations.ts', 8],
  ['one read', 'createClient, getText2Video', 'operations.ts', 6],
] as const)('%s', async (what, names, entry, limit) => {
  const { size } = await bundled(names, entry)
  console.log(`${what}: ${size} bytes of ${limit} KiB`)
  expect(size).toBeLessThanOrEqual(limit * kibibyte)
})

test('one operation carries along nothing of other operations, and no part that is handed in as a value', async () => {
  const { text } = await bundled('createClient, runText2Video', 'operations.ts')
  expect(text).toContain('/v1/videos/text2video')
  expect(text).toContain('a task may exist')
  for (const absent of ['image2video', 'element_list', 'concurrency is a number', 'curl -X', 'WebCrypto', '/tasks', 'pageNum', 'bad request'])
    expect(text).not.toContain(absent)
})

test('such a part comes along where it is handed in', async () => {
  const { text } = await bundled('createClient, runText2Video, createQueue, sharedPolling, curlLine', 'operations.ts')
  for (const present of ['concurrency is a number', 'curl -X', 'pageNum']) expect(text).toContain(present)
})
