import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { OptionError } from '../options/option-sources.js'
import { isGone, type ProcessMark, thisProcess } from './process-mark.js'

/** Locks held by this process: for these its own number in a lock file says nothing. */
const held = new Set<string>()

/**
 * Makes sure that no second mock writes to the same file: `FILE.lock` names the process that does. One left behind by a process that is gone is taken over.
 *
 * @returns gives the file free
 * @throws OptionError when another mock uses the file
 */
export function lock(file: string): () => void {
  const name = `${path.resolve(file)}.lock`
  if (held.has(name)) throw inUse(file, 'another mock of this process')
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(name, JSON.stringify({ klingMockLock: 1, ...thisProcess() }), { flag: 'wx', mode: 0o600 })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = read(name)
    if (holder && (attempt > 2 || !isLeftBehind(holder))) throw inUse(file, described(holder))
    if (holder === undefined && attempt > 2)
      throw new OptionError(`${name} is in the way and is no lock of kling-mock; move it away, or name another state file`)
    if (holder) moveAway(name)
  }
  held.add(name)
  return () => {
    held.delete(name)
    if (read(name)?.pid === process.pid) rmSync(name, { force: true })
  }
}

/** The number of this process in a lock that it does not hold was that of an earlier one: in containers they are all number 1. */
function isLeftBehind(holder: ProcessMark): boolean {
  const self = thisProcess()
  return (holder.pid === self.pid && holder.host === self.host) || isGone(holder)
}

/** Two may find the same lock left behind; renaming succeeds for one of them. */
function moveAway(name: string): void {
  const aside = `${name}.${process.pid}`
  try {
    renameSync(name, aside)
    rmSync(aside, { force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function read(name: string): ProcessMark | undefined {
  try {
    const value = JSON.parse(readFileSync(name, 'utf8'))
    return value?.klingMockLock === 1 ? value : undefined
  } catch {
    return undefined
  }
}

const described = ({ pid, host }: ProcessMark) => `process ${pid} on ${host}`

function inUse(file: string, holder: string): OptionError {
  const way = `end that one, or name another file; if there is no such mock any more, delete ${file}.lock`
  return new OptionError(`state file ${file} is in use by ${holder}: ${way}`)
}
