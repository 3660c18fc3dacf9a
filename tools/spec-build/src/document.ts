import fs from 'node:fs'
import path from 'node:path'
import { addAssembledExamples } from './assembled-examples.ts'
import { bundleSources } from './bundle.ts'
import { derivedInvalidBodies } from './derived-invalid.ts'
import { addErrorResponses } from './error-responses.ts'
import { insertKnownValues } from './known-values.ts'
import { type ExampleSet, type InvalidBody, loadExamples } from './load-examples.ts'
import { readYaml } from './lossless-yaml.ts'
import { requestSchema } from './schema.ts'
import { type JsonObject, operationsOf, webhooksOf } from './types.ts'

export interface BuiltDocument {
  document: JsonObject
  /** operation id -> name -> body that must be refused */
  invalid: Record<string, Record<string, InvalidBody>>
}

export interface Sources {
  /** The sources joined, before anything was added. */
  joined: JsonObject
  examples: ExampleSet
  data: Record<string, any>
  sharedErrors: JsonObject
}

const dataFiles = ['errors', 'capabilities', 'pricing', 'durations', 'effects', 'voices', 'api-changelog', 'limits']

/** Reads everything below spec/. A part of it can be read by handing in a root of one's own and the folder of its examples. */
export async function readSources(
  specFolder: string,
  { root, examplesBelow = path.join(specFolder, 'resources') }: { root?: JsonObject; examplesBelow?: string } = {},
): Promise<Sources> {
  const data: Record<string, any> = {}
  for (const name of dataFiles) {
    const file = path.join(specFolder, `${name}.yaml`)
    if (fs.existsSync(file)) data[name] = readYaml(fs.readFileSync(file, 'utf8'))
  }
  const joined = await bundleSources(path.join(specFolder, 'openapi.yaml'), root)
  insertKnownValues(joined.components, data)
  const { ErrorResponse, UnroutedResponse } = readYaml(fs.readFileSync(path.join(specFolder, 'shared/schemas.yaml'), 'utf8')) as JsonObject
  return { joined, examples: loadExamples(examplesBelow), data, sharedErrors: { ErrorResponse, UnroutedResponse } }
}

/** Turns joined sources into the published document: error responses, security, examples. */
export function completeDocument(sources: Sources): BuiltDocument {
  const document = structuredClone(sources.joined)
  const examples = structuredClone(sources.examples)
  Object.assign(document.components.schemas, structuredClone(sources.sharedErrors))
  addAssembledExamples(document, examples)
  addErrorResponses(document, sources.data.errors)
  addSecurity(document)
  attachExamples(document, examples)
  sortComponents(document)
  return { document, invalid: invalidBodies(document, examples) }
}

function addSecurity(document: JsonObject): void {
  for (const { operation } of operationsOf(document)) {
    const schemes = Object.keys(document.components.securitySchemes)
    const takesJwt = operation['x-kling-standard'] !== 'new' && schemes.includes('accessKeyJwt')
    operation.security = takesJwt ? [{ apiKey: [] }, { accessKeyJwt: [] }] : [{ apiKey: [] }]
  }
}

function attachExamples(document: JsonObject, examples: ExampleSet): void {
  for (const { operation } of [...operationsOf(document), ...webhooksOf(document)]) {
    const id = operation.operationId
    const body = operation.requestBody?.content?.['application/json']
    if (body && examples.requests[id]) body.examples = examples.requests[id]
    for (const [status, entries] of Object.entries(examples.responses[id] ?? {})) {
      const media = operation.responses[status]?.content?.['application/json']
      if (!media) throw new Error(`${id} has examples for status ${status}, but no such JSON response; add the response, or move the examples`)
      media.examples = { ...media.examples, ...inOrder(entries) }
    }
  }
}

/** The mock answers with the first example unless asked for another one: a fresh create, a finished read. */
function inOrder(entries: JsonObject): JsonObject {
  const order = ['succeed', 'succeeded', 'submitted', 'processing', 'failed', 'page', 'empty']
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => rank(a) - rank(b)))
}

function invalidBodies(document: JsonObject, examples: ExampleSet): BuiltDocument['invalid'] {
  const invalid: BuiltDocument['invalid'] = {}
  for (const { operation } of operationsOf(document)) {
    const schema = requestSchema(operation)
    if (!schema) continue
    const id = operation.operationId
    invalid[id] = { ...examples.invalid[id], ...derivedInvalidBodies(document, schema, examples.requests[id] ?? {}) }
  }
  return invalid
}

function sortComponents(document: JsonObject): void {
  const schemas = document.components.schemas
  document.components.schemas = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
}
