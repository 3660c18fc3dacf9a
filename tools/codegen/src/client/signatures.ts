import type { ClientOperation } from './operations.ts'

/** How an operation is called, in TypeScript and in words. */
export interface Signature {
  /** Parameters after the client. */
  parameters: string
  /** Name of the first of them. */
  first: string
  returns: string
  /** The function of the client that does it. */
  does: string
  /** Type arguments and arguments of it, after the client and the descriptor. */
  given: string
  /** A call, as an example: the arguments after the client. */
  example: string
  result: string
}

export function signatureOf({ id, kind, body, query, data, item, source }: ClientOperation): Signature {
  const minimal = source.requestBody?.content['application/json'].examples?.minimal?.value
  const example = minimal === undefined ? '' : JSON.stringify(minimal).replaceAll('*/', '*\\/')
  const queryType = `${id[0]!.toUpperCase()}${id.slice(1)}Data['query']`
  switch (kind) {
    case 'async task':
      return signature(`body: ${body}`, 'CreateOptions', `Promise<CreatedTask<'${id}'>>`, 'createTask', `<'${id}'>`, 'body', example, 'task')
    case 'query one':
      return signature('id: string', 'CallOptions', `Promise<${data}>`, 'call', '', '{ id }', "'868890153925369900'", 'task')
    case 'query many by id':
      return signature('ids: TaskIds', 'CallOptions', `Promise<${data}>`, 'readMany', '', 'ids', "['893605946402811985', '893605946402811986']", 'tasks')
    case 'query':
      return signature(
        `query${query === 'required' ? '' : '?'}: ${query === 'required' ? queryType : `NonNullable<${queryType}>`}`,
        'CallOptions',
        `Promise<${data}>`,
        'call',
        '',
        '{ query }',
        '{ start_time: 1781080778802, end_time: 1783672778802 }',
        'costs',
      )
    case 'cursor list':
      return signature(`body${mayBeEmpty(source) ? '?' : ''}: ${body}`, 'ListOptions', `Listing<${item}, ${data}>`, 'list', '', 'body', example, 'page')
    case 'query list':
    case 'list':
      return signature(`query?: NonNullable<${queryType}>`, 'ListOptions', `Listing<${item}, ${data}>`, 'list', '', 'query', '', 'page')
    default:
      return signature(`body: ${body}`, 'CallOptions', `Promise<${data}>`, 'call', '', '{ body }', example, kind === 'acknowledgement' ? '' : 'result')
  }
}

function signature(first: string, options: string, returns: string, does: string, types: string, given: string, example: string, result: string): Signature {
  const name = first.split(/[?:]/)[0]!
  return { parameters: `${first}, options?: ${options}`, first: name, returns, does: `${does}${types}`, given: `${given}, options`, example, result }
}

/** Whether `{}` is one of the documented bodies. */
function mayBeEmpty(source: any): boolean {
  return Object.values<any>(source.requestBody.content['application/json'].examples).some(({ value }) => Object.keys(value).length === 0)
}

/** The names that signatures speak of, and where they come from. */
export const signatureImports = [
  "import type { CallOptions } from '../core/options.js'",
  "import type { CreatedTask } from '../core/task.js'",
  "import type { ListOptions, Listing } from '../lists/list.js'",
  "import type { TaskIds } from '../core/read-many.js'",
  "import type { CreateOptions } from '../create/create-task.js'",
]

/** The types of `types.gen.ts` that some code names. */
export function typeImports(code: string, types: string): string {
  const exported = [...types.matchAll(/^export type (\w+)/gm)].map(([, name]) => name!)
  const words = new Set(code.match(/\b[A-Z]\w+\b/g))
  return `import type { ${exported
    .filter((name) => words.has(name))
    .sort()
    .join(', ')} } from './types.gen.js'`
}
