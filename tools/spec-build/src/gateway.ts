import fs from 'node:fs'
import path from 'node:path'
import { compilerFor, withoutBigint } from './ajv.ts'
import { type BuiltDocument, completeDocument, type Sources } from './document.ts'
import { dropUnused } from './drop-unused.ts'
import { type ExampleSet, loadExamples } from './load-examples.ts'
import { readYaml } from './lossless-yaml.ts'
import { type Action, applyOverlay } from './overlay.ts'
import { requestFields } from './request-fields.ts'
import { requestSchema } from './schema.ts'
import { type JsonObject, methods, operationsOf } from './types.ts'

/** What gateways/<id>/gateway.yaml holds; spec/gateways/README.md explains it. */
export interface GatewayProfile {
  id: string
  title: string
  description?: string
  servers: JsonObject[]
  security?: { description?: string }
  /** How Kling's path becomes the gateway's; the first match wins. */
  paths?: { from: string; to: string }[]
  /** operation id -> how it is known that the gateway relays it */
  relayed: Record<string, { evidence: string; note?: string }>
  habits?: JsonObject
  overlay?: Action[]
}

export interface Gateway {
  profile: GatewayProfile
  built: BuiltDocument
}

/** The gateways there are, by the names of their folders. */
export function gatewayNames(specFolder: string): string[] {
  return fs
    .readdirSync(path.join(specFolder, 'gateways'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** Components that no operation refers to, but that clients meet all the same. */
const kept = ['ErrorResponse', 'UnroutedResponse']

/** Derives the document of a gateway from its folder. */
export function deriveGateway(sources: Sources, folder: string): Gateway {
  const profile = readYaml(fs.readFileSync(path.join(folder, 'gateway.yaml'), 'utf8')) as GatewayProfile
  return { profile, built: gatewayDocument(sources, profile, loadExamples(folder)) }
}

/** The relayed operations, changed by the gateway's overlay, under its own paths. */
export function gatewayDocument(sources: Sources, profile: GatewayProfile, ownExamples: ExampleSet): BuiltDocument {
  const joined = structuredClone(sources.joined)
  keepRelayed(joined, profile)
  joined.info = {
    ...joined.info,
    title: `Kling AI API through ${profile.title}`,
    description: profile.description ?? `What ${profile.title} relays of the Kling AI API, with its differences. Derived from the official document.`,
  }
  joined.servers = profile.servers
  joined.components.securitySchemes = {
    apiKey: { ...joined.components.securitySchemes.apiKey, description: profile.security?.description ?? `A key of ${profile.title}.` },
  }
  delete joined.webhooks
  Object.assign(joined.components.schemas, structuredClone(sources.sharedErrors))
  applyOverlay(joined, profile.overlay ?? [], profile.id)
  dropUnused(joined, kept)
  const sharedErrors = Object.fromEntries(kept.map((name) => [name, joined.components.schemas[name]]))
  const examples = gatewayExamples(joined, profile, sources.examples, ownExamples)
  joined['x-kling-gateway'] = { id: profile.id, habits: profile.habits }
  const built = completeDocument({ ...sources, joined, examples, sharedErrors })
  built.document.paths = rekeyed(built.document.paths, profile)
  return built
}

function keepRelayed(document: JsonObject, profile: GatewayProfile): void {
  const wanted = new Set(Object.keys(profile.relayed))
  for (const [key, item] of Object.entries<JsonObject>(document.paths)) {
    for (const method of methods) {
      const operation = item[method]
      if (!operation) continue
      if (!profile.relayed[operation.operationId]) delete item[method]
      else markRelayed(operation, profile)
      wanted.delete(operation.operationId)
    }
    if (!methods.some((method) => item[method])) delete document.paths[key]
  }
  if (wanted.size > 0) throw new Error(`${profile.id}: relayed names operations that do not exist: ${[...wanted].join(', ')}; correct the ids`)
}

function markRelayed(operation: JsonObject, profile: GatewayProfile): void {
  const { evidence, note } = profile.relayed[operation.operationId]!
  operation['x-kling-evidence'] = evidence
  if (note) operation['x-kling-evidence-note'] = note
  if (evidence === 'inferred') {
    operation.description = `${operation.description ?? ''}\n\nInferred: ${note ?? 'the gateway does not document this path.'}`.trim()
  }
  if (!operation['x-kling-task']) return
  const task = { ...operation['x-kling-task'] }
  for (const link of ['get', 'list']) if (task[link] && !profile.relayed[task[link]]) delete task[link]
  operation['x-kling-task'] = task
}

/** Kling's examples as far as the gateway accepts them, and the gateway's own. Bodies that Kling refuses may pass here, so only the gateway's own count. */
function gatewayExamples(document: JsonObject, profile: GatewayProfile, official: ExampleSet, own: ExampleSet): ExampleSet {
  for (const kind of ['requests', 'responses', 'invalid'] as const) {
    for (const id of Object.keys(own[kind])) {
      if (!profile.relayed[id])
        throw new Error(`${profile.id}: examples/${kind}.yaml speaks of ${id}, which is not relayed; add it to relayed, or drop the examples`)
    }
  }
  const compile = compilerFor(document)
  const examples = structuredClone(official)
  for (const { operation } of operationsOf(document)) {
    const id = operation.operationId
    const schema = requestSchema(operation)
    const validate = schema && compile(schema)
    // A field the gateway does not have passes as an unknown member, but must not be shown as if it did something there.
    const names = new Set(schema ? requestFields(document, schema).map(({ path }) => path) : [])
    const accepted = Object.entries(examples.requests[id] ?? {}).filter(
      ([, example]) => !validate || (validate(withoutBigint(example.value)) && Object.keys(example.value).every((name) => names.has(name))),
    )
    examples.requests[id] = { ...Object.fromEntries(accepted), ...own.requests[id] }
    examples.invalid[id] = own.invalid[id] ?? {}
    for (const [status, entries] of Object.entries(own.responses[id] ?? {})) {
      examples.responses[id] ??= {}
      examples.responses[id][status] = { ...examples.responses[id][status], ...entries }
    }
  }
  return examples
}

function rekeyed(paths: JsonObject, profile: GatewayProfile): JsonObject {
  return Object.fromEntries(
    Object.entries(paths).map(([key, item]) => {
      const rule = profile.paths?.find(({ from }) => new RegExp(from).test(key))
      return [rule ? key.replace(new RegExp(rule.from), rule.to) : key, item]
    }),
  )
}
