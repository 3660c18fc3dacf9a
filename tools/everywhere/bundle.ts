import path from 'node:path'
import { build } from 'esbuild'

const suite = path.resolve(import.meta.dirname, '../../packages/client/test/everywhere/suite.ts')

/** The suite with the built client in it, as one file for every runtime. */
export async function bundleSuite(folder: string): Promise<string> {
  const outfile = path.join(folder, 'suite.mjs')
  // Whatever only one platform has would be an import that is left over, and fail in the others.
  await build({
    entryPoints: [suite],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: [],
    conditions: ['import'],
    target: 'es2022',
    logLevel: 'error',
  })
  return outfile
}
