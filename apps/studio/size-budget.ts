import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/** Of all there is, gzipped: who has been on every page, in every view, has loaded no more. */
export const budget = 300 * 1024

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
  dynamicImports?: string[]
  isEntry?: boolean
}

export interface Sizes {
  /** What a visitor loads before the first page stands. */
  initial: number
  /** Each page with all that it loads when it is needed, the first load included. */
  pages: Record<string, number>
  all: number
}

const folder = path.join(import.meta.dirname, 'dist')

/** Gzipped bytes. */
export function measure(): Sizes {
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'))
  const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry)!
  const reached = (start: readonly string[], next: (chunk: Chunk) => readonly string[]) => {
    const keys = new Set(start)
    for (const key of keys) for (const below of next(manifest[key]!)) keys.add(below)
    return keys
  }
  const sizeOf = (keys: Iterable<string>) => {
    const files = new Set([...keys].flatMap((key) => filesOf(manifest[key]!)))
    return ['index.html', ...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0)
  }
  const first = reached([entry], ({ imports = [] }) => imports)
  // Pages use parts of the entry; what that one loads later is not theirs.
  const later = ({ imports = [], dynamicImports = [], isEntry }: Chunk) => (isEntry ? [] : [...imports, ...dynamicImports])
  const pages = (manifest[entry]!.dynamicImports ?? []).map((page) => [path.basename(page, '.tsx'), sizeOf([...first, ...reached([page], later)])])
  return { initial: sizeOf(first), pages: Object.fromEntries(pages), all: sizeOf(Object.keys(manifest)) }
}

function filesOf({ file, css = [] }: Chunk): string[] {
  return [file, ...css]
}

if (process.argv[1] === import.meta.filename) {
  const { initial, pages, all } = measure()
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`
  const each = Object.entries(pages).map(([page, size]) => `${page} ${kib(size)}`)
  console.log(`studio, gzipped: ${kib(initial)} at first load; with all it loads: ${each.join(', ')}; everything: ${kib(all)} of ${kib(budget)}`)
  if (all > budget) {
    console.error('The studio is over its budget: leave out what is not needed, or find a lighter library.')
    process.exitCode = 1
  }
}
