import fs from 'node:fs'
import path from 'node:path'

/** The folder of the built site: `dist`, or what DOCS_OUT names. */
export const builtFolder = process.env['DOCS_OUT'] ?? path.resolve(import.meta.dirname, '../../dist')

/** What the site was built to stand under, `/` or `/klingkit/`, as its pages say. */
export function builtBase(): string {
  const [, base] = /<link rel="shortcut icon" href="([^"]*\/)favicon\.svg"/.exec(readBuilt('index.html')) ?? []
  if (!base) throw new Error(`${builtFolder}/index.html names no favicon, so its base cannot be told; build first: node apps/docs/run.ts build`)
  return base
}

/** Paths of all pages below the base, each ending with a slash; the first page is `/`. */
export function builtPages(): string[] {
  const files = fs.globSync('**/index.html', { cwd: builtFolder }).map((file) => file.replaceAll(path.sep, '/'))
  return files.map((file) => `/${file.slice(0, -'index.html'.length)}`).toSorted()
}

export function readBuilt(file: string): string {
  return fs.readFileSync(path.join(builtFolder, file), 'utf8')
}
