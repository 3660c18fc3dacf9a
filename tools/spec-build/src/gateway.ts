import fs from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { plain } from './check.ts'
import { type BuiltDocument, completeDocument, type Sources } from './document.ts'
import { loadExamples } from './load-examples.ts'
import { readYaml } from './lossless-yaml.ts'
import { applyOverlay } from './overlay.ts'
import { requestSchema } from './schema.ts'
import { type JsonObject, methods, operationsOf } from './types.ts'

export interface Gateway {
  profile: JsonObject
  built: BuiltDocument
}

/** Derives the document of a gateway: the relayed operations, changed by its overlay, under its own paths. */
export function deriveGateway(sources: Sources, folder: string): Gateway {
  const profile = readYaml(fs.readFileSync(path.join(folder, 'gateway.yaml'), 'utf8')) as JsonObject
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
  const target: JsonObject = Object.assign(joined, {})
  Object.assign(target.components.schemas, structuredClone(sources.sharedErrors))
  applyOverlay(target, profile.overlay ?? [], profile.id)
  dropUnused(target)
  const errors = Object.fromEntries(['ErrorResponse', 'UnroutedResponse'].map((name) => [name, target.components.schemas[name] ?? sources.sharedErrors[name]]))
  const own = loadExamples(folder)
  const examples = structuredClone(sources.examples)
  for (const { operation } of operationsOf(target)) {
    const id = operation.operationId
    examples.requests[id] = { ...acceptedBy(target, operation, examples.requests[id] ?? {}), ...own.requests[id] }
    for (const [status, entries] of Object.entries(own.responses[id] ?? {})) {
      examples.responses[id] ??= {}
      examples.responses[id][status] = { ...examples.responses[id][status], ...entries }
    }
    examples.invalid[id] = {}
    if (own.invalid[id]) examples.invalid[id] = own.invalid[id]
  }
  for (const kind of ['requests', 'responses', 'invalid'] as const) {
    for (const id of Object.keys(own[kind]))
      if (!profile.relayed[id]) throw new Error(`${profile.id}: examples/${kind}.yaml speaks of ${id}, which is not relayed`)
  }
  const built = completeDocument({ ...sources, joined: target, examples, sharedErrors: errors })
  built.document.paths = rekeyed(built.document.paths, profile)
  built.document['x-kling-gateway'] = { id: profile.id, habits: profile.habits }
  return { profile, built }
}

function keepRelayed(document: JsonObject, profile: JsonObject): void {
  const wanted = new Set(Object.keys(profile.relayed))
  for (const [key, item] of Object.entries<JsonObject>(document.paths)) {
    for (const method of methods) {
      const operation = item[method]
      if (!operation) continue
      const relayed = profile.relayed[operation.operationId]
      if (!relayed) delete item[method]
      else {
        wanted.delete(operation.operationId)
        operation['x-kling-evidence'] = relayed.evidence
        if (relayed.note) operation['x-kling-evidence-note'] = relayed.note
        if (relayed.evidence === 'inferred')
          operation.description = `${operation.description ?? ''}\n\nInferred: ${relayed.note ?? 'the gateway does not document this path.'}`.trim()
        if (operation['x-kling-task']) {
          const task = { ...operation['x-kling-task'] }
          for (const link of ['get', 'list']) if (task[link] && !profile.relayed[task[link]]) delete task[link]
          operation['x-kling-task'] = task
        }
      }
    }
    if (!methods.some((method) => item[method])) delete document.paths[key]
  }
  if (wanted.size > 0) throw new Error(`${profile.id}: relayed names operations that do not exist: ${[...wanted].join(', ')}`)
}

function acceptedBy(document: JsonObject, operation: JsonObject, requests: JsonObject): JsonObject {
  const schema = requestSchema(operation)
  if (!schema) return requests
  const validate = new Ajv2020({ strict: false, validateFormats: false })
    .addSchema(plain(document), 'doc')
    .compile(JSON.parse(JSON.stringify(plain(schema)).replaceAll('"#/', '"doc#/')))
  return Object.fromEntries(Object.entries(requests).filter(([, example]) => validate(plain(example.value))))
}

function rekeyed(paths: JsonObject, profile: JsonObject): JsonObject {
  const rules: { from: string; to: string }[] = profile.paths ?? []
  return Object.fromEntries(
    Object.entries(paths).map(([key, item]) => {
      const rule = rules.find(({ from }) => new RegExp(from).test(key))
      return [rule ? key.replace(new RegExp(rule.from), rule.to) : key, item]
    }),
  )
}

function dropUnused(document: JsonObject): void {
  const used = new Set<string>()
  const follow = (value: unknown) => {
    for (const [, kind, name] of JSON.stringify(plain(value)).matchAll(/"#\/components\/(schemas|parameters)\/([^"/]+)"/g)) {
      if (used.has(`${kind}/${name}`)) continue
      used.add(`${kind}/${name}`)
      follow(document.components[kind!][name!])
    }
  }
  follow(document.paths)
  for (const name of ['ErrorResponse', 'UnroutedResponse']) {
    used.add(`schemas/${name}`)
    follow(document.components.schemas[name])
  }
  for (const kind of ['schemas', 'parameters'])
    for (const name of Object.keys(document.components[kind] ?? {})) if (!used.has(`${kind}/${name}`)) delete document.components[kind][name]
}
