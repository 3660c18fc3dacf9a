import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** Which process this is, well enough that another one with the same number is not taken for it. */
export interface ProcessMark {
  pid: number
  host: string
  /** When it was started, as the system tells it; only Linux does. */
  started?: string | undefined
}

export const thisProcess = (): ProcessMark => ({ pid: process.pid, host: hostname(), started: startOf(process.pid) })

/** Whether the process of a mark is gone for sure. One of another machine may be alive as far as we know. */
export function isGone({ pid, host, started }: ProcessMark): boolean {
  if (host !== hostname()) return false
  return !isRunning(pid) || (started !== undefined && started !== startOf(pid))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there, but not ours.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Numbers are used again, in containers soonest of all; with the moment of the start they are not. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The name of the program may hold blanks and brackets; what follows it does not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return `${boot} ${fields[19]}`
  } catch {
    return undefined
  }
}
