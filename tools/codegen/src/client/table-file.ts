import { type ClientOperation, callOf, nounOf, nounOfCreate } from './operations.ts'
import type { TaskFacts } from './task-facts.ts'

const letters: Record<string, string> = { synchronous: 's', acknowledgement: 'a', list: 'l', 'query many by id': 'm', 'cursor list': 'c', query: 'q' }
const verbs: Record<string, string> = { s: '', a: '', l: 'list', m: 'get', c: 'list', q: '' }

/** The table behind the facade: one row per kind of task, and per operation that stands alone. How to read it: `core/table.ts`. */
export function tableCode(operations: ClientOperation[], factsOf: (create: ClientOperation) => TaskFacts): string {
  const rows = operations.flatMap((operation) => row(operation, factsOf))
  return `\n/** Every operation, for \`core/table.ts\`. */\nexport const table = \`${rows.join('\n')}\`\n`
}

function row(operation: ClientOperation, factsOf: (create: ClientOperation) => TaskFacts): string[] {
  const { id, kind, path, call } = operation
  // These follow from the create.
  if (kind === 'query one' || kind === 'query list') return []
  if (kind === 'async task') {
    const { seconds, exceptions } = factsOf(operation)
    const noun = nounOfCreate(operation)
    return [[path, seconds, ...(noun === nounOf(path) ? [] : [`=${noun}`]), ...exceptions].join(' ')]
  }
  const letter = letters[kind]
  if (!letter) throw new Error(`${id} is of a kind that the client does not know: ${kind}`)
  const rest = call.slice(callOf(path).length)
  return [[path, letter, id, ...(rest.join('.') === verbs[letter] ? [] : rest)].join(' ')]
}
