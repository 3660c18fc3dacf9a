import fs from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { filesOf, type PackedPackage } from '../pack.ts'
import type { Check } from './check.ts'

/** Whatever code and public types import is declared, or a workspace would hide that it is missing. Bundles and the page in the mock have everything in them. */
export const imports: Check = {
  name: 'imports',
  run(packed) {
    const { manifest } = packed
    const declared = new Set([manifest.name, ...['dependencies', 'peerDependencies'].flatMap((kind) => Object.keys(manifest[kind] ?? {}))])
    const needless = new Set(Object.keys(manifest.dependencies ?? {}))
    const wrong = new Set<string>()
    const present = new Set(filesOf(packed))
    const files = new Set(
      [...present].filter((file) => /^dist\/.*\.js$/.test(file) && !/^dist\/(?:vendor|studio)\//.test(file)).concat([...publicTypes(packed)]),
    )
    for (const file of files) {
      if (!present.has(file)) {
        wrong.add(`${file} is missing, and public types need it`)
        continue
      }
      for (const name of importedBy(path.join(packed.unpacked, file)).filter((each) => !each.startsWith('.'))) {
        const library = packageOf(name)
        needless.delete(library)
        if (!isBuiltin(name) && !declared.has(library) && !declared.has(`@types/${library}`))
          wrong.add(`${file} imports ${name}, which package.json does not declare`)
      }
    }
    for (const name of wantedByOthers(packed)) needless.delete(name)
    return { wrong: [...wrong, ...[...needless].map((name) => `${name} is declared and never imported`)], seen: `${files.size} files` }
  },
}

/** Declarations that can be reached from an entry point. */
function publicTypes({ manifest, unpacked }: PackedPackage): Set<string> {
  const found = new Set<string>()
  const waiting = Object.values(manifest.exports ?? {}).flatMap((entry) =>
    typeof entry === 'object' && entry.types ? [path.posix.normalize(entry.types)] : [],
  )
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    if (!fs.existsSync(path.join(unpacked, file))) continue
    for (const name of importedBy(path.join(unpacked, file)))
      if (name.startsWith('.')) waiting.push(path.posix.join(path.posix.dirname(file), name.replace(/\.js$/, '.d.ts')))
  }
  return found
}

/** What the package brings along because its dependencies ask their users for it. */
function wantedByOthers({ manifest, folder }: PackedPackage): string[] {
  return Object.keys(manifest.dependencies ?? {}).flatMap((name) => {
    const { peerDependencies } = JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8'))
    return Object.keys(peerDependencies ?? {})
  })
}

function importedBy(file: string): string[] {
  const code = fs.readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const ways = [/^\s*(?:import|export)\b[^'";]*?\bfrom ['"]([^'"]+)['"]/gm, /^\s*import ['"]([^'"]+)['"]/gm, /\bimport\(['"]([^'"]+)['"]\)/g]
  return ways.flatMap((way) => [...code.matchAll(way)].map(([, name]) => name!)).concat(spelledOut(code))
}

/** Modules that are loaded by a name kept in a table. */
function spelledOut(code: string): string[] {
  return [...code.matchAll(/['"](@klingkit\/[\w-]+(?:\/[\w-]+)?)['"]/g)].map(([, name]) => name!)
}

function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/')
}
