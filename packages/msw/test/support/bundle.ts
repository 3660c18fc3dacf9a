import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, build } from 'esbuild'

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
export async function bundle(entry: string, options: Pick<BuildOptions, 'external'> = {}): Promise<Bundle> {
  const outdir = path.resolve(import.meta.dirname, '../out')
  const { outputFiles, metafile } = await build({
    entryPoints: [path.resolve(import.meta.dirname, '..', entry)],
    outdir,
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
    ...options,
  })
  const outputs = new Map(Object.entries(metafile.outputs).map(([name, output]) => [path.basename(name), output]))
  const files = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]))
  const first = [...outputs].find(([, { entryPoint }]) => entryPoint?.endsWith(path.basename(entry)))![0]
  const atOnce = new Set<string>()
  const add = (name: string) => {
    if (atOnce.has(name)) return
    atOnce.add(name)
    for (const { path: target, kind, external } of outputs.get(name)!.imports) if (kind === 'import-statement' && !external) add(path.basename(target))
  }
  add(first)
  return {
    files: new Map([[first, files.get(first)!], ...files]),
    loadedAtOnce: [...atOnce].reduce((sum, name) => sum + gzipSync(files.get(name)!, { level: 9 }).length, 0),
    sources: [...atOnce].flatMap((name) => Object.keys(outputs.get(name)!.inputs)),
    external: [...outputs.values()].flatMap(({ imports }) => imports.filter(({ external }) => external).map((found) => found.path)),
  }
}
