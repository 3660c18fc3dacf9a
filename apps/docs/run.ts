import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installFolder } from '../../tools/own-lockfile/install-folder.ts'

/** Installs the tools of the site on the first run, then `dev` serves it as one writes, `build` writes it to `dist/`, and `test` builds and tests it. */
const commands = ['dev', 'build', 'test'] as const
const home = import.meta.dirname
const wanted = process.argv[2]
if (!commands.some((command) => command === wanted)) {
  console.error(`usage: node apps/docs/run.ts ${commands.join('|')}`)
  process.exit(2)
}
const needed = path.join(home, '../../packages/client/dist/index.js')
if (!fs.existsSync(needed)) {
  console.error('The packages are not built yet: pnpm build')
  process.exit(1)
}

installFolder(home)
const { writePackagePages } = await import('./src/packages/write-pages.ts')
writePackagePages()
if (wanted === 'dev') run('astro', 'dev')
else {
  if (wanted === 'test') run('astro', 'check', '--minimumSeverity', 'warning')
  run('astro', 'build')
  // Two at least: most of the time a test waits for Chromium, which has processes of its own.
  if (wanted === 'test') run('vitest', 'run', `--maxWorkers=${Math.max(2, os.availableParallelism() - 1)}`)
}

function run(program: string, ...parameters: string[]): void {
  const folders = [path.join(home, 'node_modules/.bin'), path.join(home, '../../node_modules/.bin'), process.env['PATH']]
  // Tested under a base, as it is published: a link that forgets the base works at the root of a host only.
  const base = wanted === 'test' ? { DOCS_BASE: '/klingkit/' } : {}
  const env = { ...base, ...process.env, PATH: folders.join(path.delimiter), ASTRO_TELEMETRY_DISABLED: '1' }
  const { status } = spawnSync(program, parameters, { cwd: home, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}
