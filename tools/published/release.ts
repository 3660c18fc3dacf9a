import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type PackedPackage, packAll, root } from './pack.ts'

/**
 * Publishes every package whose version the registry does not have: the same tarballs that the rehearsal installs, each with its provenance. Then tags the versions. Only the release workflow runs this:
 * provenance needs the identity of its run.
 */
if (!process.env['CI']) {
  console.error('Packages are published by the release workflow (.github/workflows/release.yml). To try it out, run `pnpm rehearsal`.')
  process.exit(1)
}
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-release-'))
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }))

for (const { name, tarball, manifest } of inOrder(packAll(scratch))) {
  const label = `${name}@${manifest.version}`
  if (spawnSync('npm', ['view', label, 'version'], { encoding: 'utf8' }).stdout.trim() === manifest.version) {
    console.log(`${label} is there already`)
    continue
  }
  execFileSync('npm', ['publish', tarball, '--access', 'public', '--provenance'], { cwd: scratch, stdio: 'inherit' })
}
// The action that runs this makes releases of the tags which are printed here.
execFileSync('changeset', ['tag'], { cwd: root, stdio: 'inherit' })

/** What others depend on comes first, so that nobody can install a package whose dependencies are not there yet. */
function inOrder(packed: PackedPackage[]): PackedPackage[] {
  const ordered: PackedPackage[] = []
  const add = (each: PackedPackage) => {
    if (ordered.includes(each)) return
    for (const other of packed) if (other.name in (each.manifest['dependencies'] ?? {})) add(other)
    ordered.push(each)
  }
  packed.forEach(add)
  return ordered
}
