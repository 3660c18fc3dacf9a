import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Runs the formatter and linter, installed on first use, over the whole project or over the paths given: `node tools/style/run.ts check --write packages/mock`. */
const root = path.resolve(import.meta.dirname, '../..')
const biome = path.join(import.meta.dirname, 'node_modules/@biomejs/biome/bin/biome')
if (!fs.existsSync(biome)) {
  const { status } = spawnSync('pnpm', ['install', '--frozen-lockfile', '--ignore-workspace'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}
const given = process.argv.slice(2)
// The first word is the command.
const hasPaths = given.slice(1).some((word) => !word.startsWith('-'))
const { status } = spawnSync(process.execPath, [biome, ...given, ...(hasPaths ? [] : ['.'])], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
