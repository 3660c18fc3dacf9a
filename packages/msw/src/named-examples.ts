import { type Gateway, type Operation, successExamples } from '@klingkit/openapi/runtime'
import { errorExamples } from './error-examples.js'

export interface NamedExample {
  status: number
  body: unknown
}

/** Every documented answer of an operation by its name, successes first. */
export function namedExamples(operation: Operation, gateway: Gateway | undefined): Map<string, NamedExample> {
  const successes = Object.entries(successExamples[operation.id]).map(([name, body]) => [name, { status: 200, body }] as const)
  return new Map([...successes, ...errorExamples(operation, gateway)])
}

/** JSON text of an example. The table keeps the long digits of `element_id` as a string; on the wire they are a number. */
export function exampleText(body: unknown): string {
  return JSON.stringify(body).replace(/("element_id":)"(\d{16,})"/g, '$1$2')
}
