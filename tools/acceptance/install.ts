import { runCommand } from './child.ts'
import { tail } from './step.ts'

/** Installs what the lockfile of this folder names; takes a second when it is there already. */
export async function install(): Promise<string> {
  const [command, ...parameters] = pnpm()
  const { code, output } = await runCommand(command!, [...parameters, 'install', '--frozen-lockfile'], import.meta.dirname)
  if (code !== 0) throw new Error(tail(output))
  return /added (\d+)/.exec(output.split('\n').findLast((line) => line.includes('added')) ?? '')?.[0] ?? 'nothing to do'
}

/** The pnpm this runs under, or one from the registry. */
function pnpm(): string[] {
  const own = process.env.npm_execpath
  if (!own || !/pnpm/.test(own)) return ['npx', '--yes', 'pnpm@12']
  return /\.[cm]?js$/.test(own) ? [process.execPath, own] : [own]
}
