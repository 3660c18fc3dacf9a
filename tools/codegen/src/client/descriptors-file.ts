import { type ClientOperation, nounOfCreate } from './operations.ts'
import type { TaskFacts } from './task-facts.ts'

const letters: Record<string, string> = { synchronous: 's', acknowledgement: 'a', list: 'l', 'query many by id': 'm', 'cursor list': 'c', query: 'q' }

/** What the client knows of each operation, apart from each other, so that bundlers keep only what is used. */
export function descriptorsCode(operations: ClientOperation[], factsOf: (create: ClientOperation) => TaskFacts): string {
  const lines = operations.flatMap((operation) => {
    const { id, kind, path, standard } = operation
    if (kind === 'async task') {
      const { seconds, exceptions } = factsOf(operation)
      const integers = exceptions.filter((exception) => !exception.startsWith('-')).map((place) => `'${place}'`)
      const given = [
        `'${nounOfCreate(operation)}'`,
        `'${path}'`,
        seconds,
        ...exceptions.filter((exception) => exception.startsWith('-')).map((exception) => `'${exception}'`),
        ...(integers.length > 0 ? [`/* @__PURE__ */ integersAt(${integers.join(', ')})`] : []),
      ].join(', ')
      return [`export const ${familyName(operation)} = /* @__PURE__ */ ${standard === 'legacy' ? 'legacyTask' : 'newTask'}(${given})`]
    }
    return letters[kind] ? [`export const ${id} = /* @__PURE__ */ single('${id}', '${path}', '${letters[kind]}')`] : []
  })
  return `\nimport { integersAt } from '../core/exact-integers.js'\nimport { legacyTask, newTask, single } from '../core/families.js'\n\n${lines.join('\n')}\n`
}

/** The name of the descriptor, or family of them, that a create belongs to: `text2Video`. */
export function familyName(create: ClientOperation): string {
  const noun = nounOfCreate(create)
  return noun[0]!.toLowerCase() + noun.slice(1)
}

/** The expression for an operation's descriptor. */
export function descriptorOf(operation: ClientOperation, operations: ClientOperation[]): string {
  const { id, kind, standard } = operation
  if (kind === 'async task') return `operation.${familyName(operation)}${standard === 'legacy' ? '.create' : ''}`
  if (kind !== 'query one' && kind !== 'query list') return `operation.${id}`
  const member = kind === 'query one' ? 'get' : 'list'
  return `operation.${familyName(operations.find(({ source }) => source['x-kling-task']?.[member] === id)!)}.${member}`
}
