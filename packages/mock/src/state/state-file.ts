import { closeSync, existsSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { entriesOf, type Journal, nothingKept } from '@klingkit/simulator'
import { OptionError } from '../options/option-sources.js'
import { LineFile } from './line-file.js'
import { lock } from './lock.js'
import { LoggedStore } from './logged-store.js'
import { head, readState, type State } from './read-state.js'

export interface StateFile {
  store: LoggedStore
  /** Where the account, the clock, rules and callbacks are written; with what was there at the start. */
  journal: Journal
  /** How many tasks it held. */
  restored: number
  notes: string[]
  /** Returns when everything written by now may be answered; undefined when it may at once. */
  settled(): Promise<void> | undefined
  close(): void
}

/**
 * Opens a file in which all that shall outlive a restart is kept: JSON lines, one per change, each written before the answer goes out. At the start it is read, and written anew with only what counts.
 *
 * @param sync also wait for the disk before anything is answered, so that a power cut loses nothing either
 * @throws OptionError when it cannot be read or written, is no state file, or is used by another mock
 */
export function openStateFile(file: string, sync = false): StateFile {
  let release: (() => void) | undefined
  try {
    release = lock(file)
    const state = existsSync(file) ? readState(file) : { tasks: [], things: [], kept: nothingKept(), notes: [] }
    replaceFile(file, linesOf(state))
    return opened(file, sync, state, release)
  } catch (error) {
    release?.()
    if (error instanceof OptionError) throw error
    throw new OptionError(`state file ${file} cannot be used: ${(error as Error).message}`)
  }
}

function opened(file: string, sync: boolean, { tasks, things, kept, notes }: State, release: () => void): StateFile {
  const lines = new LineFile(file, sync)
  const write = (change: object) => lines.append(change)
  let open = true
  const close = () => {
    lines.close()
    if (open) release()
    open = false
  }
  return { store: new LoggedStore(write, tasks, things), journal: { kept, write }, restored: tasks.length, notes, settled: () => lines.settled(), close }
}

function* linesOf({ tasks, things, kept }: State): Generator<object> {
  yield head
  yield* entriesOf(kept)
  for (const thing of things) yield { thing }
  for (const task of tasks) yield { task }
}

/** All or nothing: a kill in between leaves the old file. */
function replaceFile(file: string, lines: Iterable<object>): void {
  const fresh = `${file}.new`
  const descriptor = openSync(fresh, 'w', 0o600)
  for (const piece of inPieces(lines)) writeFileSync(descriptor, piece)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(fresh, file)
  syncFolder(path.dirname(file))
}

/** A million tasks are more than one text can hold. */
function* inPieces(lines: Iterable<object>): Generator<string> {
  const piece: string[] = []
  for (const line of lines) {
    piece.push(`${JSON.stringify(line)}\n`)
    if (piece.length === 10_000) yield piece.splice(0).join('')
  }
  yield piece.join('')
}

/** Only so does the new name outlive a power cut. Windows cannot open folders, and does not need it. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch {
    return
  }
}
