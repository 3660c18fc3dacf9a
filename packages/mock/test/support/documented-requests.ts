import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parse, stringify } from 'lossless-json'

const require = createRequire(import.meta.url)

/** JSON of @klingkit/openapi with every digit: numbers are objects that remember how they were written. */
export function readLossless(file: string): any {
  return parse(readFileSync(require.resolve(`@klingkit/openapi/${file}`), 'utf8'))
}

export interface DocumentedOperation {
  id: string
  method: 'GET' | 'POST'
  /** A path that can be asked for, with a query where one is needed. */
  path: string
  /** Parameters of the query, by name. */
  query: Record<string, any>
  /** Whether the query has rules over several parameters. */
  hasQueryRules: boolean
  /** Texts of the request bodies that must be accepted, by name. */
  requests: Record<string, string>
  /** Texts of the documented answers. */
  responses: { status: string; name: string; text: string }[]
}

const neededQueries: Record<string, string> = {
  getTasks: '?task_ids=893605946500000001',
  getSolutions: '?task_ids=893605946500000001',
  getAccountCosts: '?start_time=1781080778802&end_time=1781080779802',
}

/** Every operation of a document with everything it documents, ready to be sent. */
export function documentedOperations(file: string): DocumentedOperation[] {
  const document = readLossless(file)
  return Object.entries<any>(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const)
      .filter((method) => item[method])
      .map((method) => {
        const operation = item[method]
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((given) => resolved(document, given))
        return {
          id: operation.operationId,
          method: method.toUpperCase() as 'GET' | 'POST',
          path: `${path.replace('{id}', '868890153925369900')}${neededQueries[operation.operationId] ?? ''}`,
          query: Object.fromEntries(parameters.filter((parameter) => parameter.in === 'query').map((parameter) => [parameter.name, parameter.schema])),
          hasQueryRules: 'x-kling-query-rules' in operation,
          requests: texts(operation.requestBody?.content['application/json'].examples),
          responses: Object.entries<any>(operation.responses).flatMap(([status, response]) =>
            Object.entries(texts(response.content['application/json'].examples)).map(([name, text]) => ({ status, name, text })),
          ),
        }
      }),
  )
}

function texts(examples: Record<string, any> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, stringify(value)!]))
}

function resolved(document: any, parameter: any): any {
  return parameter.$ref ? document.components.parameters[parameter.$ref.split('/').at(-1)] : parameter
}

export interface InvalidBody {
  rule: string
  at?: string
  value: any
}

/** Bodies that must be refused: operation id -> name -> body. */
export function invalidBodies(file: string): Record<string, Record<string, InvalidBody>> {
  return readLossless(file)
}

/** Names of the rules that JSON Schema cannot say. */
export function ruleNames(file: string): Set<string> {
  const names = new Set<string>()
  const visit = (value: any): void => {
    if (value === null || typeof value !== 'object') return
    for (const rule of value['x-kling-rules'] ?? []) names.add(rule.name)
    for (const member of Object.values(value)) visit(member)
  }
  visit(readLossless(file))
  return names
}
