import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { InvalidBody } from '@klingkit/openapi'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { OperationId } from '../../src/index.js'

export type Json = any

const require = createRequire(import.meta.url)
const read = (name: string): Json => JSON.parse(fs.readFileSync(require.resolve(`@klingkit/openapi/${name}`), 'utf8'))

/** The published document as any reader of JSON sees it. */
export const document: Json = read('openapi.json')

const invalidBodies: Record<string, Record<string, InvalidBody>> = read('invalid-bodies.json')

export interface RequestOperation {
  id: OperationId
  path: string
  method: string
  /** The schema of the body, as it stands in the document. */
  schema: Json
  /** Bodies that must be accepted. */
  examples: Record<string, Json>
  /** Bodies that must be refused. */
  invalid: Record<string, InvalidBody>
}

const operations: { id: OperationId; path: string; method: string; operation: Json }[] = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
  Object.entries<Json>(item)
    .filter(([, operation]) => operation.operationId)
    .map(([method, operation]) => ({ id: operation.operationId, path, method, operation })),
)

/** Every operation that takes a body. */
export const requestOperations: RequestOperation[] = operations
  .filter(({ operation }) => operation.requestBody)
  .map(({ id, path, method, operation }) => {
    const { schema, examples } = operation.requestBody.content['application/json']
    return { id, path, method, schema, examples: valuesOf(examples), invalid: invalidBodies[id] ?? {} }
  })

/** Every documented answer to a request that went well. */
export const responses: { id: OperationId; examples: Record<string, Json> }[] = operations.map(({ id, operation }) => ({
  id,
  examples: valuesOf(operation.responses['200'].content['application/json'].examples),
}))

/** The parameters of every operation that has some in a place. */
export function parametersIn(place: 'query' | 'path'): { id: OperationId; parameters: Json[] }[] {
  return operations
    .map(({ id, operation }) => ({ id, parameters: (operation.parameters ?? []).map(resolve).filter((parameter: Json) => parameter.in === place) }))
    .filter(({ parameters }) => parameters.length > 0)
}

/** Follows references. */
export function resolve(given: Json): Json {
  let current = given
  while (current?.$ref)
    current = current.$ref
      .slice(2)
      .split('/')
      .reduce((node: Json, part: string) => node[part], document)
  return current
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(document, 'document')

/** Ajv's validator of a schema that stands in the document. */
export function ajvFor(schema: Json): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"document#')))
}

/** The names of the rules a schema holds anywhere, of those JSON Schema says (`x-kling-rule`) or of the others (`x-kling-rules`). */
export function rulesOf(schema: Json, keys = ['x-kling-rule', 'x-kling-rules']): Set<string> {
  const names = new Set<string>()
  const visited = new Set<Json>()
  const visit = (node: Json) => {
    if (node === null || typeof node !== 'object' || visited.has(node)) return
    visited.add(node)
    if (node.$ref) visit(resolve(node))
    for (const key of Array.isArray(node) ? [] : keys) for (const rule of [node[key] ?? []].flat()) names.add(rule.name)
    for (const member of Object.values(node)) visit(member)
  }
  visit(schema)
  return names
}

/** The names of all rules that JSON Schema cannot say, so that Ajv does not know of them. */
export const namesOfOtherRules: ReadonlySet<string> = rulesOf(document, ['x-kling-rules'])

/** The names of all rules that JSON Schema can say. */
export const namesOfSchemaRules: ReadonlySet<string> = rulesOf(document, ['x-kling-rule'])

function valuesOf(examples: Json): Record<string, Json> {
  return Object.fromEntries(Object.entries<Json>(examples ?? {}).map(([name, example]) => [name, example.value]))
}
