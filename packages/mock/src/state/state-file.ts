import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { TaskRecord, Thing } from '@klingkit/simulator'
import { OptionError } from '../options/option-sources.js'
import { LoggedStore } from './logged-store.js'

/** One line of the file: something that is from now on as it says. The first line is the head. */
export type Change = { task: TaskRecord } | { thing: Thing } | { drop: { kind: string; before: number } } | { clear: true }

const head = { klingMockState: 1 }

export interface StateFile {
  store: LoggedStore
  /** How many tasks it held. */
  restored: number
  notes: string[]
  close(): void
}

/**
 * Opens a file in which tasks are kept: JSON lines, one per change, each written before the answer goes out. At the start it is read, and written anew with only what counts.
 *
 * @throws OptionError when it cannot be read or written, or is no state file
 */
export function openStateFile(file: string): StateFile {
  try {
    const { tasks, things, notes } = existsSync(file) ? readChanges(file) : { tasks: [], things: [], notes: [] }
    const lines = [head, ...things.map((thing) => ({ thing })), ...tasks.map((task) => ({ task }))].map((line) => `${JSON.stringify(line)}\n`)
    replaceFile(file, lines)
    const descriptor = openSync(file, 'a')
    let open = true
    // Handed to the system, which keeps it when this process is killed. Surviving a power cut would take an fsync, see the README.
    const store = new LoggedStore((change) => open && appendFileSync(descriptor, `${JSON.stringify(change)}\n`), tasks, things)
    const close = () => {
      if (open) closeSync(descriptor)
      open = false
    }
    return { store, restored: tasks.length, notes, close }
  } catch (error) {
    if (error instanceof OptionError) throw error
    throw new OptionError(`state file ${file} cannot be used: ${(error as Error).message}`)
  }
}

function readChanges(file: string): { tasks: TaskRecord[]; things: Thing[]; notes: string[] } {
  const lines = readFileSync(file, 'utf8').split('\n')
  // Every whole line ends with a line break, so behind the last one there is nothing; anything else was cut off while it was written.
  const rest = lines.pop()
  const notes = rest ? [`state file ${file}: the last line was cut off and is dropped (${rest.length} characters); nobody was answered about it`] : []
  if (lines.length === 0 && !rest) return { tasks: [], things: [], notes }
  if (lines[0] !== JSON.stringify(head)) throw new OptionError(`${file} is no state file of kling-mock and is left as it is; name another file`)
  const tasks = new Map<string, TaskRecord>()
  const things = new Map<string, Thing>()
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    let change: Change
    try {
      change = JSON.parse(line)
    } catch {
      throw new OptionError(`state file ${file}: line ${index + 1} is no JSON; take it out, or move the file away to begin anew`)
    }
    if ('task' in change) tasks.set(change.task.id, change.task)
    else if ('thing' in change) things.set(`${change.thing.kind} ${change.thing.id}`, change.thing)
    else if ('drop' in change) dropOld(things, change.drop)
    else {
      tasks.clear()
      things.clear()
    }
  }
  return { tasks: [...tasks.values()].sort((a, b) => a.sequence - b.sequence), things: [...things.values()], notes }
}

function dropOld(things: Map<string, Thing>, { kind, before }: { kind: string; before: number }): void {
  for (const [key, thing] of things) if (thing.kind === kind && thing.madeAt < before) things.delete(key)
}

/** All or nothing: a kill in between leaves the old file. */
function replaceFile(file: string, lines: string[]): void {
  const fresh = `${file}.new`
  const descriptor = openSync(fresh, 'w', 0o600)
  writeFileSync(descriptor, lines.join(''))
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(fresh, file)
}
