import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type PackedPackage, root } from './pack.ts'

/**
 * What a page downloads at once for some code: bundled, minified and gzipped, in bytes; what it imports later does not count. Only the packed packages are used, and of the repository what they depend on.
 *
 * @param external names of libraries that do not count
 */
export async function downloadSize(code: string, all: PackedPackage[], external: string[] = []): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: linked(all) },
    bundle: true,
    splitting: true,
    outdir: 'out',
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['import'],
    target: 'es2022',
    external,
    nodePaths: all.map(({ folder }) => path.join(folder, 'node_modules')),
    preserveSymlinks: true,
    write: false,
    logLevel: 'silent',
    absWorkingDir: root,
  })
  const needed = new Set<string>()
  const waiting = Object.keys(metafile.outputs).filter((file) => metafile.outputs[file]!.entryPoint === '<stdin>')
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    needed.add(path.join(root, file))
    for (const { path: next, kind, external: outside } of metafile.outputs[file]!.imports) if (kind === 'import-statement' && !outside) waiting.push(next)
  }
  return outputFiles.filter(({ path: file }) => needed.has(file)).reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
}

/** A folder in which the packed packages are installed. */
function linked(all: PackedPackage[]): string {
  const place = path.join(path.dirname(path.dirname(all[0]!.tarball)), 'page')
  for (const { name, unpacked } of all) {
    const link = path.join(place, 'node_modules', name)
    if (fs.existsSync(link)) continue
    fs.mkdirSync(path.dirname(link), { recursive: true })
    fs.symlinkSync(unpacked, link, 'junction')
  }
  return place
}
