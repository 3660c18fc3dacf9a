import { table } from '../generated/table.gen.js'
import { integersAt } from './exact-integers.js'
import { type Exception, type KindLetter, legacyTask, newTask, single } from './families.js'
import { callOf, nounOf } from './names.js'
import type { Operation } from './operation.js'

/** An operation with the segments of its name in the facade: `['v1', 'videos', 'text2video', 'create']`. */
export interface NamedOperation {
  readonly operation: Operation
  readonly call: readonly string[]
}

let expanded: readonly NamedOperation[] | undefined

/** Every operation, from the compact table; written out once. */
export function allOperations(): readonly NamedOperation[] {
  expanded ??= table.split('\n').flatMap(rowOperations)
  return expanded
}

/** The operation of an id, or undefined. */
export function findOperation(id: string): Operation | undefined {
  return allOperations().find(({ operation }) => operation.id === id)?.operation
}

/** A row: `path seconds ...` for tasks, `path letter id ...` for others; then what is not the rule. `=Noun` is the name in the ids, `.name` the last segment of the call. */
function rowOperations(row: string): NamedOperation[] {
  const [path = '', fact = '', ...rest] = row.split(' ')
  const call = callOf(path)
  const seconds = Number(fact)
  if (!seconds) {
    const [id = '', verb = verbs[fact]] = rest
    return [{ operation: single(id, path, fact as KindLetter), call: verb ? [...call, verb] : call }]
  }
  const noun = rest[0]?.startsWith('=') ? rest.shift()!.slice(1) : nounOf(path)
  const exceptions = rest.map((word) => (word.startsWith('-') ? (word as Exception) : integersAt(word)))
  const family = path.startsWith('/v1/') ? legacyTask(noun, path, seconds, ...exceptions) : { create: newTask(noun, path, seconds, ...exceptions) }
  return Object.entries(family).map(([verb, operation]) => ({ operation, call: [...call, verb] }))
}

/** What stands behind the path in the names of operations that stand alone, if anything. */
const verbs: Record<string, string> = { l: 'list', m: 'get', c: 'list' }
