import { spawnSync } from 'node:child_process'

/** Installs the runtimes that the lockfile of this folder names; takes a second when they are there already. */
export function install(): void {
  const [command, ...parameters] = pnpm()
  const { status, stdout } = spawnSync(command!, [...parameters, 'install', '--frozen-lockfile'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DO_NOT_TRACK: '1' },
  })
  if (status !== 0) throw new Error(`the runtimes could not be installed:\n${stdout}`)
}

/** The pnpm this runs under, or one from the registry. */
function pnpm(): string[] {
  const own = process.env.npm_execpath
  if (!own || !/pnpm/.test(own)) return ['npx', '--yes', 'pnpm@12']
  return /\.[cm]?js$/.test(own) ? [process.execPath, own] : [own]
}
