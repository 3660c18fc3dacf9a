import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
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
  if (wanted === 'test') run('vitest', 'run')
}

function run(program: string, ...parameters: string[]): void {
  const folders = [path.join(home, 'node_modules/.bin'), path.join(home, '../../node_modules/.bin'), process.env['PATH']]
  const env = { ...process.env, PATH: folders.join(path.delimiter), ASTRO_TELEMETRY_DISABLED: '1' }
  const { status } = spawnSync(program, parameters, { cwd: home, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}
