import { docComment } from './doc-comment.ts'
import type { ClientOperation } from './operations.ts'
import { signatureImports, signatureOf, typeImports } from './signatures.ts'

interface Node {
  methods: string[]
  children: Map<string, Node>
}

/** The type of the facade: every operation by its name. */
export function klingCode(operations: ClientOperation[], types: string): string {
  const root = node()
  for (const operation of operations) {
    let at = root
    for (const segment of operation.call.slice(0, -1)) {
      if (!at.children.has(segment)) at.children.set(segment, node())
      at = at.children.get(segment)!
    }
    at.methods.push(...methodsOf(operation, '  '.repeat(operation.call.length)))
  }
  const body = membersOf(root, '  ')
  return `
import type { Client } from '../core/client.js'
${signatureImports.join('\n')}
import type { SucceededTask } from '../core/task.js'
import type { RunOptions } from '../wait/run.js'
import type { KlingMethods } from '../core/kling-methods.js'
import type { WaitOptions } from '../wait/wait-options.js'
${typeImports(body, types)}

/** A client with every operation by its name, which mirrors the URL. */
export interface Kling extends Client, KlingMethods {
${body}}
`
}

function node(): Node {
  return { methods: [], children: new Map() }
}

function membersOf({ methods, children }: Node, indent: string): string {
  const groups = [...children].map(
    ([name, child]) => `${indent}readonly ${/^\w+$/.test(name) ? name : `'${name}'`}: {\n${membersOf(child, `${indent}  `)}${indent}}\n`,
  )
  return [...methods, ...groups].join('')
}

function methodsOf(operation: ClientOperation, indent: string): string[] {
  const { parameters, returns, example, result } = signatureOf(operation)
  const { id, kind, body, source } = operation
  const path = source['x-kling-call']
  const call = `await kling.${path}(${example})`
  const own = `${docComment(operation, result ? `const ${result} = ${call}` : call, indent)}\n${indent}${operation.call.at(-1)}(${parameters}): ${returns}\n`
  if (kind !== 'async task') return [own]
  const deprecated = source.deprecated ? `\n${indent} * @deprecated` : ''
  return [
    own,
    `${indent}/**\n${indent} * Creates a task and waits until it has succeeded.\n${indent} *${deprecated}\n${indent} * @throws KlingTaskFailedError, KlingTaskTimeoutError, KlingNotFoundError, and what \`create\` throws\n${indent} */\n${indent}run(body: ${body}, options?: RunOptions): Promise<SucceededTask<'${id}'>>\n`,
    `${indent}/**\n${indent} * Waits for a task of which only the id is known, Kling's own.\n${indent} *${deprecated}\n${indent} * @throws KlingTaskFailedError, KlingTaskTimeoutError, KlingNotFoundError when there is no such task (any more)\n${indent} */\n${indent}wait(id: string, options?: WaitOptions): Promise<SucceededTask<'${id}'>>\n`,
  ]
}
