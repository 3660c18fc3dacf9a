import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const source = path.resolve(import.meta.dirname, '../../src')

/** Bytes of some exports, min+gzip. */
async function sizeOf(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: source, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

test('beside a client with all operations, the options of all of them weigh at most 1.5 KiB', async () => {
  const alone = await sizeOf("export { createKling } from './index.ts'")
  const both = await sizeOf("export { createKling } from './index.ts'\nexport * from './react-query.ts'")
  expect(both - alone).toBeGreaterThan(0)
  expect(both - alone).toBeLessThan(1.5 * 1024)
})
