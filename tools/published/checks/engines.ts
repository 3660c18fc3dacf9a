import fs from 'node:fs'
import path from 'node:path'
import semver from 'semver'
import type { PackedPackage } from '../pack.ts'
import type { Check } from './check.ts'

/** The oldest Node of each line that users have. npm with `engine-strict`, and yarn by itself, install nothing when one dependency asks for more. */
const promised = ['20.19.0', '22.12.0', '24.0.0']

/** Every dependency, down to the last, runs on every Node that the package promises. */
export const engines: Check = {
  name: 'engines',
  run(packed) {
    const own = promised.filter((node) => semver.satisfies(node, packed.manifest.engines?.node ?? '*'))
    const found = new Map<string, string>()
    for (const name of Object.keys(packed.manifest.dependencies ?? {})) walk(name, packed.folder, found)
    const wrong = [...found].flatMap(([name, range]) =>
      own.filter((node) => !semver.satisfies(node, range)).map((node) => `${name} asks for Node ${range}, which ${node} is not`),
    )
    return { wrong, seen: `${found.size} dependencies run on Node ${own.join(', ')}` }
  },
}

/** Collects what is installed: name and version -> the Node it asks for. */
function walk(name: string, from: string, found: Map<string, string>): void {
  const folder = locate(name, from)
  if (!folder) return
  const manifest: PackedPackage['manifest'] = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const key = `${name} ${manifest.version}`
  if (found.has(key)) return
  found.set(key, manifest.engines?.node ?? '*')
  for (const next of Object.keys(manifest.dependencies ?? {})) walk(next, folder, found)
}

function locate(name: string, from: string): string | undefined {
  for (let folder = from; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const place = path.join(folder, 'node_modules', name)
    if (fs.existsSync(place)) return fs.realpathSync(place)
  }
  return undefined
}
