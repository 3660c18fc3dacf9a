import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { type InputOptions, type OutputChunk, rolldown } from 'rolldown'

export interface Bundle {
  /** File name -> text; the file of the entry comes first. */
  files: Map<string, string>
  /** Compressed size of what the browser loads at once, without what is fetched when it is wanted. */
  loadedAtOnce: number
  /** Source files in what is loaded at once. */
  sources: string[]
  /** Names that are left for the browser to find. */
  external: string[]
}

/** Bundles a file of this folder's parent for a browser, as an app would. */
export async function bundle(entry: string, options: Pick<InputOptions, 'external'> = {}): Promise<Bundle> {
  const input = path.resolve(import.meta.dirname, '..', entry)
  const build = await rolldown({ input, platform: 'browser', logLevel: 'silent', transform: { target: 'es2022' }, ...options })
  const { output } = await build.generate({ format: 'esm', minify: true, comments: false, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
  await build.close()
  const chunks = new Map(output.filter((file): file is OutputChunk => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]))
  const first = [...chunks.values()].find(({ isEntry }) => isEntry)!
  const atOnce = new Set<OutputChunk>()
  const add = (chunk: OutputChunk | undefined) => {
    if (!chunk || atOnce.has(chunk)) return
    atOnce.add(chunk)
    for (const name of chunk.imports) add(chunks.get(name))
  }
  add(first)
  const all = [first, ...[...chunks.values()].filter((chunk) => chunk !== first)]
  return {
    files: new Map(all.map(({ fileName, code }) => [fileName, code])),
    loadedAtOnce: [...atOnce].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
    sources: [...atOnce].flatMap(({ moduleIds }) => moduleIds),
    external: all.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]).filter((name) => !chunks.has(name)),
  }
}
