import { type ClientOperation, nameOf, resolved } from './operations.ts'
import { typeImports } from './signatures.ts'

/** What each create takes, answers, and comes to. */
export function tasksCode(document: any, operations: ClientOperation[], types: string): string {
  const rows = operations
    .filter(({ kind }) => kind === 'async task')
    .map((create) => {
      const read = operations.find(({ id }) => id === create.source['x-kling-task'].get)!
      const task = read.data.replace(/\[\]$/, '')
      const done = create.standard === 'legacy' ? legacyDone(task, create, read) : newDone(document, task, create)
      return `  ${create.id}: {\n    body: ${create.body}\n    created: ${create.data}\n    task: ${task}\n    done: ${done}\n  }\n`
    })
  const ids = operations.map(({ id }) => `  | '${id}'`).join('\n')
  const body = rows.join('')
  return `
import type { LegacyDone, NewDone, NonEmpty, OutputOf, ResultItem } from '../core/task.js'
${typeImports(body, types)}

/** Every operation. */
export type OperationId =
${ids}

/** Per create: what it takes, what it answers, the task as it is read, and the task when it has succeeded. */
export interface Tasks {
${body}}
`
}

function newDone(document: any, task: string, create: ClientOperation): string {
  const outputs = document.components.schemas[task].properties.outputs
  const output = nameOf(resolved(document, outputs).items)
  const types = create.source['x-kling-task'].results.map((result: string) => `'${result}'`).join(' | ')
  return `NewDone<${task}, OutputOf<${output}, ${types}>>`
}

/** Which results are there always, is told by the documented answers; where none is, a word beside them must tell. */
function legacyDone(task: string, create: ClientOperation, read: ClientOperation): string {
  const names: string[] = create.source['x-kling-task'].results
  const results = Object.values<any>(read.source.responses['200'].content['application/json'].examples)
    .filter(({ value }) => value.data.task_status === 'succeed')
    .map(({ value }) => value.data.task_result)
  const always = filledIn(names, results)
  if (always.length > 0) return done(task, always)
  const word = Object.keys(results[0]).find((name) => results.every((result) => typeof result[name] === 'string'))
  const branches = [...new Set(results.map((result) => result[word!]))].map((value) => {
    const filled = filledIn(
      names,
      results.filter((result) => result[word!] === value),
    )
    if (!word || filled.length === 0) throw new Error(`${create.id}: the documented answers do not tell which of ${names.join(', ')} is there`)
    return done(task, filled, `${word}: '${value}'; `)
  })
  return branches.join(' | ')
}

function filledIn(names: string[], results: any[]): string[] {
  return names.filter((name) => results.length > 0 && results.every((result) => result[name]?.length > 0))
}

function done(task: string, names: string[], word = ''): string {
  return `LegacyDone<${task}, { ${word}${names.map((name) => `${name}: NonEmpty<ResultItem<${task}, '${name}'>>`).join('; ')} }>`
}
