import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Runs the formatter and linter over the whole project, installed on first use: `node tools/style/run.ts check --write`. */
const root = path.resolve(import.meta.dirname, '../..')
const biome = path.join(import.meta.dirname, 'node_modules/@biomejs/biome/bin/biome')
if (!fs.existsSync(biome)) {
  const { status } = spawnSync('pnpm', ['install', '--frozen-lockfile', '--ignore-workspace'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}
const { status } = spawnSync(process.execPath, [biome, ...process.argv.slice(2), '.'], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
