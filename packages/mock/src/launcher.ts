import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Ends a mock that runs in the foreground of `npx` or of an npm script when these are gone. npm hands a signal to its shell only, which dies of it without handing it on, and when npm is killed nobody hands
 * on anything; the mock would stay and keep its port.
 *
 * A mock that was started otherwise (`kling-mock &`, `nohup`, by a program of its own) is nobody's child for long, and stays. So does one on Windows, where nothing tells of the end of a parent.
 *
 * @param every milliseconds between two looks
 */
export function whenLauncherIsGone(end: () => void, environment: Record<string, string | undefined>, every = 1000): void {
  if (process.platform === 'win32' || !isForeground(environment.npm_lifecycle_script)) return
  const parent = process.ppid
  const npm = npmAbove(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isStill(npm, parent))) return
    clearInterval(timer)
    end()
  }, every)
  timer.unref()
}

/** Whether the script is nothing but the mock. With `&` and the like somebody wished for more. */
function isForeground(script = ''): boolean {
  return /^\s*["']?kling-mock["']?(\s[^&|;<>()`$\n]*)?$/.test(script)
}

/** npm above the shell that it started; undefined where the shell has stepped aside for the mock, so that npm is the parent itself, and where it is not seen. */
function npmAbove(shell: number): number | undefined {
  const { parent, command } = seen(shell) ?? {}
  return parent !== undefined && !isNpm(command) && isNpm(seen(parent)?.command) ? parent : undefined
}

function isNpm(command = ''): boolean {
  return /(^|[\s/])(npm|npx|pnpm|yarn)(-cli)?(\.[cm]?js)?(\s|$)/.test(command)
}

/** Whether npm is there. One that was killed may stay in the table of processes for a while, but has no children any more. */
function isStill(npm: number, shell: number): boolean {
  const onLinux = inProc(shell)
  if (onLinux) return onLinux.parent === npm
  try {
    return process.kill(npm, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

interface Seen {
  parent: number
  command: string
}

function seen(pid: number): Seen | undefined {
  return inProc(pid) ?? byPs(pid)
}

function inProc(pid: number): Seen | undefined {
  try {
    // The name of the program may hold blanks and brackets; what follows it does not.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    return undefined
  }
}

function byPs(pid: number): Seen | undefined {
  try {
    const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }))!
    return { parent: Number(parent), command: command! }
  } catch {
    return undefined
  }
}
