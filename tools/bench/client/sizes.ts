import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { klingApiFile } from './packages.ts'

/** What an app downloads, minified by Rolldown with its defaults and gzipped. */
export interface Size {
  name: string
  bytes: number
}

const at = (folder: string) => createRequire(new URL(`../../../${folder}/package.json`, import.meta.url))
const { rolldown } = await import(pathToFileURL(at('packages/client').resolve('rolldown')).href)
const dist = (entry: string) => new URL(`../../../packages/client/dist/${entry}.js`, import.meta.url).pathname

export async function measureSizes(): Promise<Size[]> {
  const entries: [name: string, names: string, file: string][] = [
    ['@klingkit/client, all operations', 'createKling', dist('index')],
    ['@klingkit/client, one operation: safe create and wait', 'createClient, runText2Video', dist('operations')],
    ['kling-api 1.0.0 (its dependencies included, modules of Node not)', 'KlingAPI', klingApiFile.pathname],
  ]
  const sizes: Size[] = []
  for (const [name, names, file] of entries) sizes.push({ name, bytes: await sizeOf(`export { ${names} } from ${JSON.stringify(file)}`) })
  return sizes
}

async function sizeOf(code: string): Promise<number> {
  const page = { name: 'page', resolveId: (id: string) => (id === 'page' ? '\0page' : null), load: (id: string) => (id === '\0page' ? code : null) }
  const bundle = await rolldown({ input: 'page', plugins: [page], logLevel: 'silent', platform: 'node' })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  return output.reduce((sum: number, { code: text = '' }: { code?: string }) => sum + (text ? gzipSync(text, { level: 9 }).length : 0), 0)
}
