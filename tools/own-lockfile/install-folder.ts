import { spawnSync } from 'node:child_process'

/** Installs what the lockfile of a folder names; takes a second when it is there already. */
export function installFolder(folder: string): void {
  const [command, ...parameters] = pnpm()
  const { status, stdout } = spawnSync(command!, [...parameters, 'install', '--frozen-lockfile'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DO_NOT_TRACK: '1' },
  })
  if (status !== 0) throw new Error(`the tools could not be installed:\n${stdout}`)
}

/** The pnpm this runs under, or one from the registry. */
export function pnpm(): string[] {
  const own = process.env.npm_execpath
  if (!own || !/pnpm/.test(own)) return ['npx', '--yes', 'pnpm@12']
  return /\.[cm]?js$/.test(own) ? [process.execPath, own] : [own]
}
