import { descriptorOf } from './descriptors-file.ts'
import { docComment } from './doc-comment.ts'
import { type ClientOperation, nounOfCreate } from './operations.ts'
import { signatureImports, signatureOf, typeImports } from './signatures.ts'

/** One plain function per operation. */
export function operationsCode(operations: ClientOperation[], types: string): string {
  const functions = operations.map((operation) => {
    const { parameters, returns, does, given, example, result } = signatureOf(operation)
    const { id } = operation
    const call = `await ${id}(client${example ? `, ${example}` : ''})`
    const comment = docComment(operation, result ? `const ${result} = ${call}` : call)
    const descriptor = descriptorOf(operation, operations)
    const own = `${comment}\nexport function ${id}(client: Client, ${parameters}): ${returns} {\n  return ${does}(client, ${descriptor}, ${given})\n}\n`
    return operation.kind === 'async task' ? `${own}\n${untilTheEnd(operation, descriptor)}` : own
  })
  const body = functions.join('\n')
  return `
import { call } from '../core/call.js'
import type { Client } from '../core/client.js'
${signatureImports.join('\n')}
import { readMany } from '../core/read-many.js'
import { createTask } from '../create/create-task.js'
import type { SucceededTask } from '../core/task.js'
import { list } from '../lists/list.js'
import { type RunOptions, run } from '../wait/run.js'
import { waitById } from '../wait/wait-by-id.js'
import type { WaitOptions } from '../wait/wait-options.js'
import * as operation from './descriptors.gen.js'
${typeImports(body, types)}

${body}`
}

/** What the facade calls `run` and `wait`. */
function untilTheEnd(create: ClientOperation, descriptor: string): string {
  const { id, body, source } = create
  const noun = nounOfCreate(create)
  const deprecated = source.deprecated ? ' * @deprecated\n' : ''
  const done = `Promise<SucceededTask<'${id}'>>`
  return `/**
 * Creates a task with \`${id}\` and waits until it has succeeded.
 *
${deprecated} * @throws KlingTaskFailedError, KlingTaskTimeoutError, KlingNotFoundError, and what \`${id}\` throws
 */
export function run${noun}(client: Client, body: ${body}, options?: RunOptions): ${done} {
  return run<'${id}'>(client, ${descriptor}, body, options)
}

/**
 * Waits for a task of \`${id}\` of which only the id is known, Kling's own.
 *
${deprecated} * @throws KlingTaskFailedError, KlingTaskTimeoutError, KlingNotFoundError when there is no such task (any more)
 */
export function wait${noun}(client: Client, id: string, options?: WaitOptions): ${done} {
  return waitById<'${id}'>(client, ${descriptor}, id, options)
}
`
}
