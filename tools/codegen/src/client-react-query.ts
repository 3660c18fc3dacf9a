import { docComment } from './client/doc-comment.ts'
import { type ClientOperation, clientOperations } from './client/operations.ts'
import { signatureOf, typeImports } from './client/signatures.ts'

/** Names that every group of options has; a part of a path called so would hide them. */
const taken = ['key', 'task']

/** The type of the options for TanStack Query: those of every operation by its name. */
export function reactQueryCode(document: unknown, types: string): string {
  const body = membersOf(clientOperations(document), [], '  ')
  return `
import type { TaskIds } from '../core/read-many.js'
import type { CreatedTask } from '../core/task.js'
import type { CreateOptions } from '../create/create-task.js'
import type { KlingKey, KlingMutation, KlingPages, KlingQuery, KlingTaskQuery, ReadOptions, TaskQueryOptions } from '../react-query/options.js'
${typeImports(body, types)}

/** Options of every operation by its name, which mirrors the URL. */
export interface KlingQueryGroups {
${body}}
`
}

/** The groups and methods below some segments of the name. */
function membersOf(operations: ClientOperation[], at: string[], indent: string): string {
  const below = operations.filter(({ call }) => at.every((segment, index) => call[index] === segment))
  const methods = below.filter(({ call }) => call.length === at.length + 1).map((operation) => methodsOf(operation, indent))
  const names = [...new Set(below.filter(({ call }) => call.length > at.length + 1).map(({ call }) => call[at.length]!))]
  const groups = names.map((name) => {
    if (taken.includes(name)) throw new Error(`the options for TanStack Query need the name '${name}' for themselves`)
    const quoted = /^\w+$/.test(name) ? name : `'${name}'`
    const key = `${indent}  /** What all keys of this group begin with: \`queryClient.invalidateQueries({ queryKey: options.….key() })\`. */\n${indent}  key(): KlingKey\n`
    return `${indent}readonly ${quoted}: {\n${key}${membersOf(operations, [...at, name], `${indent}  `)}${indent}}\n`
  })
  return [...methods, ...groups].join('')
}

function methodsOf(operation: ClientOperation, indent: string): string {
  const { id, kind, body, data, item, source } = operation
  const { parameters, example } = signatureOf(operation)
  // The first parameter of the facade's method, as it stands there.
  const first = parameters.replace(/, options\?: \w+$/, '')
  const name = operation.call.at(-1)!
  const options = `options.${source['x-kling-call']}`
  const documented = (shown: string, signature: string) => `${docComment(operation, shown, indent)}\n${indent}${name}${signature}\n`
  switch (kind) {
    case 'async task':
      return (
        documented(`const create = useMutation(${options}())`, `(options?: CreateOptions): KlingMutation<${body}, CreatedTask<'${id}'>>`) +
        taskMethod(operation, indent)
      )
    case 'query one':
    case 'query many by id':
      return documented(`const task = useQuery(${options}(${example}))`, `(${first.replace(':', '?:')} | null, options?: ReadOptions): KlingQuery<${data}>`)
    case 'query':
      return documented(`const read = useQuery(${options}(${example}))`, `(${first}, options?: ReadOptions): KlingQuery<${data}>`)
    case 'query list':
    case 'list':
      return documented(`const list = useInfiniteQuery(${options}())`, `(${first}, options?: ReadOptions): KlingPages<${item}[], number>`)
    case 'cursor list':
      return documented(`const list = useInfiniteQuery(${options}(${example}))`, `(${first}, options?: ReadOptions): KlingPages<${data}, string>`)
    default:
      return documented(`const mutation = useMutation(${options}())`, `(options?: CreateOptions): KlingMutation<${body}, ${data}>`)
  }
}

function taskMethod({ id, source }: ClientOperation, indent: string): string {
  const lines = [
    'A task of which only the id is known, watched until its end. Without an id the query is off.',
    ...(source.deprecated ? ['', '@deprecated'] : []),
  ]
  const comment = [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
  return `${comment}\n${indent}task(id: string | null | undefined, options?: TaskQueryOptions): KlingTaskQuery<'${id}'>\n`
}
