import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/** What a visitor loads before the first page stands, gzipped. The rest comes when it is needed. */
export const budget = 300 * 1024

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
  dynamicImports?: string[]
  isEntry?: boolean
}

const folder = path.join(import.meta.dirname, 'dist')

/** Gzipped bytes of the first load, and of everything there is. */
export function measure(): { initial: number; all: number } {
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'))
  const chunks = Object.entries(manifest)
  const first = new Set<string>()
  const all = new Set<string>(chunks.flatMap(([, chunk]) => filesOf(chunk)))
  const follow = (key: string) => {
    for (const file of filesOf(manifest[key]!)) first.add(file)
    for (const next of manifest[key]!.imports ?? []) if (!first.has(manifest[next]!.file)) follow(next)
  }
  follow(chunks.find(([, chunk]) => chunk.isEntry)![0])
  return { initial: sizeOf([...first, 'index.html']), all: sizeOf([...all, 'index.html']) }
}

function filesOf({ file, css = [] }: Chunk): string[] {
  return [file, ...css]
}

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0)
}

if (process.argv[1] === import.meta.filename) {
  const { initial, all } = measure()
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`
  console.log(`studio: ${kib(initial)} gzipped at first load (of ${kib(budget)}), ${kib(all)} with all that is loaded when needed`)
  if (initial > budget) {
    console.error('The first load is over its budget: load what is not needed at once by import(), or leave it out.')
    process.exitCode = 1
  }
}
