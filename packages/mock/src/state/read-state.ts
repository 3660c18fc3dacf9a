import { readFileSync } from 'node:fs'
import { fold, isJournalEntry, type JournalEntry, type Kept, nothingKept, type TaskRecord, type Thing } from '@klingkit/simulator'
import { OptionError } from '../options/option-sources.js'

/** One line of the file: something that is from now on as it says. The first line is the head. */
export type Change = { task: TaskRecord } | { thing: Thing } | { drop: { kind: string; before: number } } | { clear: true } | JournalEntry

export const head = { klingMockState: 1 }

/** What the lines of a state file come to. */
export interface State {
  tasks: TaskRecord[]
  things: Thing[]
  kept: Kept
  notes: string[]
}

/** @throws OptionError when the file is no state file, or broken elsewhere than at its end */
export function readState(file: string): State {
  const lines = readFileSync(file, 'utf8').split('\n')
  // Every whole line ends with a line break, so behind the last one there is nothing; anything else was cut off while it was written.
  const rest = lines.pop()
  const notes = rest ? [`state file ${file}: the last line was cut off and is dropped (${rest.length} characters); nobody was answered about it`] : []
  const tasks = new Map<string, TaskRecord>()
  const things = new Map<string, Thing>()
  const kept = nothingKept()
  if (lines.length === 0 && !rest) return { tasks: [], things: [], kept, notes }
  if (lines[0] !== JSON.stringify(head)) throw new OptionError(`${file} is no state file of kling-mock and is left as it is; name another file`)
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const change = parsed(line, file, index + 1)
    if ('task' in change) tasks.set(change.task.id, change.task)
    else if ('thing' in change) things.set(`${change.thing.kind} ${change.thing.id}`, change.thing)
    else if ('drop' in change) dropOld(things, change.drop)
    else if ('clear' in change) {
      tasks.clear()
      things.clear()
    } else fold(kept, change)
  }
  return { tasks: [...tasks.values()].sort((a, b) => a.sequence - b.sequence), things: [...things.values()], kept, notes }
}

const known = ['task', 'thing', 'drop', 'clear']

function parsed(line: string, file: string, number: number): Change {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new OptionError(`state file ${file}: line ${number} is no JSON; take it out, or move the file away to begin anew`)
  }
  if (typeof value === 'object' && value !== null && (known.some((name) => name in value) || isJournalEntry(value))) return value as Change
  throw new OptionError(
    `state file ${file}: line ${number} says nothing this version knows; use the version that wrote it, or move the file away to begin anew`,
  )
}

function dropOld(things: Map<string, Thing>, { kind, before }: { kind: string; before: number }): void {
  for (const [key, thing] of things) if (thing.kind === kind && thing.madeAt < before) things.delete(key)
}
