import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pnpm } from '../own-lockfile/install-folder.ts'

export const root = path.resolve(import.meta.dirname, '../..')

export interface PackedPackage {
  name: string
  /** Its folder in the repository. */
  folder: string
  /** Made with `pnpm pack`, which puts versions where the sources say `workspace:` and `catalog:`. */
  tarball: string
  /** The tarball unpacked. */
  unpacked: string
  /** The manifest as users get it. */
  manifest: Manifest
}

export interface Manifest {
  name: string
  version: string
  type?: string
  license?: string
  sideEffects?: unknown
  bin?: Record<string, string>
  exports?: Record<string, any>
  engines?: { node?: string }
  repository?: { directory?: string }
  [field: string]: any
}

/** The names of the folders under `packages/` that are published. */
export function publishedFolders(): string[] {
  return fs
    .readdirSync(path.join(root, 'packages'))
    .filter((name) => fs.existsSync(path.join(root, 'packages', name, 'package.json')))
    .filter((name) => !JSON.parse(fs.readFileSync(path.join(root, 'packages', name, 'package.json'), 'utf8')).private)
}

/** Packs every package as it would be published, into a folder. */
export function packAll(scratch: string): PackedPackage[] {
  return publishedFolders().map((name) => {
    const folder = path.join(root, 'packages', name)
    const destination = path.join(scratch, name)
    fs.mkdirSync(destination, { recursive: true })
    const [command, ...parameters] = pnpm()
    execFileSync(command!, [...parameters, 'pack', '--pack-destination', destination], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    const file = fs.readdirSync(destination).find((each) => each.endsWith('.tgz'))!
    execFileSync('tar', ['-xzf', file], { cwd: destination })
    const unpacked = path.join(destination, 'package')
    const manifest = JSON.parse(fs.readFileSync(path.join(unpacked, 'package.json'), 'utf8'))
    return { name: manifest.name, folder, tarball: path.join(destination, file), unpacked, manifest }
  })
}

/** All files of a package, relative to it, with slashes. */
export function filesOf({ unpacked }: PackedPackage): string[] {
  return fs
    .readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(unpacked, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}
