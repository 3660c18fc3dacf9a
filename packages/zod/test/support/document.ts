import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { InvalidBody } from '@klingkit/openapi'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type * as z from 'zod'
import { validators as cloudsway } from '../../src/cloudsway.js'
import { validators as cometapi } from '../../src/cometapi.js'
import { type OperationId, validators } from '../../src/index.js'

export type Json = any

export interface RequestOperation {
  id: OperationId
  path: string
  method: string
  /** The schema of the body, as it stands in the document. */
  schema: Json
  /** Our validator of the body. */
  validator: z.ZodType
  /** Bodies that must be accepted. */
  examples: Record<string, Json>
  /** Bodies that must be refused. */
  invalid: Record<string, InvalidBody>
}

/** A published document as any reader of JSON sees it, and what the tests ask of it. */
export class PublishedDocument {
  readonly name: string
  readonly content: Json
  private readonly operations: { id: OperationId; path: string; method: string; operation: Json }[]
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false })
  /** The names of all rules that JSON Schema cannot say, so that Ajv does not know of them. */
  readonly otherRules: ReadonlySet<string>
  /** Every operation that takes a body. */
  readonly requestOperations: RequestOperation[]

  constructor(name: string, own: Record<string, Json>) {
    this.name = name
    this.content = read(`${name}.json`)
    this.ajv.addSchema(this.content, 'document')
    this.otherRules = this.rulesOf(this.content, ['x-kling-rules'])
    this.operations = Object.entries<Json>(this.content.paths).flatMap(([path, item]) =>
      Object.entries<Json>(item)
        .filter(([, operation]) => operation.operationId)
        .map(([method, operation]) => ({ id: operation.operationId, path, method, operation })),
    )
    const invalid: Record<string, Record<string, InvalidBody>> = read(name === 'openapi' ? 'invalid-bodies.json' : `${name}-invalid-bodies.json`)
    this.requestOperations = this.operations
      .filter(({ operation }) => operation.requestBody)
      .map(({ id, path, method, operation }) => {
        const { schema, examples } = operation.requestBody.content['application/json']
        return { id, path, method, schema, validator: own[id].body, examples: valuesOf(examples), invalid: invalid[id] ?? {} }
      })
  }

  operation(id: OperationId): Json {
    return this.operations.find((candidate) => candidate.id === id)!.operation
  }

  /** Every documented answer to a request that went well. */
  get responses(): { id: OperationId; schema: Json; examples: Record<string, Json> }[] {
    return this.operations.map(({ id, operation }) => {
      const { schema, examples } = operation.responses['200'].content['application/json']
      return { id, schema, examples: valuesOf(examples) }
    })
  }

  /** The parameters of every operation that has some in a place. */
  parametersIn(place: 'query' | 'path'): { id: OperationId; parameters: Json[] }[] {
    return this.operations
      .map(({ id, operation }) => ({ id, parameters: (operation.parameters ?? []).map(this.resolve).filter((parameter: Json) => parameter.in === place) }))
      .filter(({ parameters }) => parameters.length > 0)
  }

  /** Follows references. */
  readonly resolve = (given: Json): Json => {
    let current = given
    while (current?.$ref)
      current = current.$ref
        .slice(2)
        .split('/')
        .reduce((node: Json, part: string) => node[part], this.content)
    return current
  }

  /** Ajv's validator of a schema that stands in the document. */
  ajvFor(schema: Json): ValidateFunction {
    return this.ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"document#')))
  }

  /** The names of the rules a schema holds anywhere, of those JSON Schema says (`x-kling-rule`) or of the others (`x-kling-rules`). */
  rulesOf(schema: Json, keys = ['x-kling-rule', 'x-kling-rules']): Set<string> {
    const names = new Set<string>()
    const visited = new Set<Json>()
    const visit = (node: Json) => {
      if (node === null || typeof node !== 'object' || visited.has(node)) return
      visited.add(node)
      if (node.$ref) visit(this.resolve(node))
      for (const key of Array.isArray(node) ? [] : keys) for (const rule of [node[key] ?? []].flat()) names.add(rule.name)
      for (const member of Object.values(node)) visit(member)
    }
    visit(schema)
    return names
  }
}

function read(name: string): Json {
  return JSON.parse(fs.readFileSync(createRequire(import.meta.url).resolve(`@klingkit/openapi/${name}`), 'utf8'))
}

function valuesOf(examples: Json): Record<string, Json> {
  return Object.fromEntries(Object.entries<Json>(examples ?? {}).map(([name, example]) => [name, example.value]))
}

export const official = new PublishedDocument('openapi', validators)
export const gateways = [new PublishedDocument('cometapi', cometapi), new PublishedDocument('cloudsway', cloudsway)]
