import { requestDefaults } from '../../spec-build/src/runtime-tables.ts'
import { type ClientOperation, clientOperations, resolved } from './client/operations.ts'

type Json = any

/** What the client knows of each gateway: a row per relayed operation, how its answers differ, and the facade with these operations only. */
export function gatewaysCode(document: Json, gatewayDocuments: [string, Json][]): string {
  const official = new Map(clientOperations(document).map((operation) => [operation.id, operation]))
  const gateways = gatewayDocuments.map(([id, own]) => factsOf(id, document, official, own))
  return `
import type { Client } from '../core/client.js'
import type { GatewayFacts, Widened } from '../gateways/facts.js'
import type { KlingMethods } from '../core/kling-methods.js'
import type { Kling } from './kling.gen.js'
${gateways
  .filter(({ widened }) => widened.length > 0)
  .map(({ id }) => `import type * as ${id} from './gateways/${id}/types.gen.js'\n`)
  .join('')}
export const gatewayFacts = {
${gateways.map(({ id, facts }) => `  ${id}: ${JSON.stringify(facts, null, 2).replaceAll('\n', '\n  ')},\n`).join('')}} satisfies Record<string, GatewayFacts>
${gateways.map(typesOf).join('')}`
}

interface GatewayCode {
  id: string
  facts: Json
  operations: ClientOperation[]
  /** Operations whose body has a type of its own here. */
  widened: { id: string; body: string; withoutCallback: boolean }[]
}

function factsOf(id: string, document: Json, official: Map<string, ClientOperation>, own: Json): GatewayCode {
  const { habits } = own['x-kling-gateway']
  const notes: string[] = []
  const rows = clientOperations(own).map(({ id: name, path, source }) => {
    const note = source['x-kling-evidence'] === 'documented' ? undefined : source['x-kling-evidence-note']
    if (note !== undefined && !notes.includes(note)) notes.push(note)
    return [name, ...(path === official.get(name)!.path ? [] : [path]), ...(note === undefined ? [] : [`?${notes.indexOf(note)}`])].join(' ')
  })
  const operations = clientOperations(own).map(({ id: name }) => official.get(name)!)
  const lost = operations.filter(
    (operation) => hasCallback(document, operation) && !hasCallback(own, clientOperations(own).find(({ id }) => id === operation.id)!),
  )
  return {
    id,
    operations,
    widened: differentBodies(document, own).map((operation) => ({
      id: operation.id,
      body: operation.body!,
      withoutCallback: lost.some(({ id }) => id === operation.id),
    })),
    facts: {
      title: own.info.title
        .split(' through ')
        .at(-1)
        .replace(/ \(.*\)$/, ''),
      servers: own.servers.map(({ url }: Json) => url),
      relayed: rows.join('\n'),
      notes,
      byExternalId: habits.lookup?.external_task_id === true,
      callbacks: habits.callbacks,
      withoutCallback: lost.map(({ id }) => id),
      idsAsText: clientOperations(own)
        .filter(sendsIdsAsText)
        .map(({ id: name }) => name),
      messages: habits.message,
      ...(habits.error_nesting === 'none' ? {} : { errorAt: habits.error_nesting }),
      ...(habits.old_omni_query
        ? { wrapper: { status: habits.old_omni_query.status, done: habits.old_omni_query.status_done, body: habits.old_omni_query.body } }
        : {}),
      defaults: differentDefaults(document, own),
    },
  }
}

/** Whether the gateway's own sample has an id of an element as text, where Kling documents a number. */
function sendsIdsAsText({ source }: ClientOperation): boolean {
  const examples = Object.values<Json>(source.requestBody?.content['application/json'].examples ?? {})
  return examples.some((example) => example['x-kling-origin'] === 'gateway' && /"element_id":"/.test(JSON.stringify(example.value)))
}

/** Whether a body has a place for the address of callbacks. */
function hasCallback(document: Json, { source }: ClientOperation): boolean {
  return JSON.stringify(withoutReferences(document, source.requestBody?.content['application/json'].schema) ?? {}).includes('"callback_url"')
}

/** Operations that relay a body of another form. */
export function differentBodies(document: Json, own: Json): ClientOperation[] {
  const official = new Map(clientOperations(document).map((operation) => [operation.id, operation]))
  const form = (holder: Json, operation: ClientOperation) =>
    JSON.stringify(withoutReferences(holder, operation.source.requestBody.content['application/json'].schema))
  return clientOperations(own).filter((operation) => operation.body && form(own, operation) !== form(document, official.get(operation.id)!))
}

/** The part of a gateway's document that the bodies of another form are written in. */
export function differentBodiesDocument(document: Json, own: Json): Json {
  const schemas: Json = {}
  const take = (value: Json): void => {
    if (value === null || typeof value !== 'object') return
    const name = value.$ref?.startsWith('#/components/schemas/') ? value.$ref.split('/').at(-1) : undefined
    if (name && !schemas[name]) {
      schemas[name] = own.components.schemas[name]
      take(schemas[name])
    }
    for (const member of Object.values(value)) take(member)
  }
  for (const { source } of differentBodies(document, own)) take(source.requestBody)
  return { openapi: own.openapi, info: own.info, paths: {}, components: { schemas } }
}

/** A schema as far as it decides what may be sent. */
function withoutReferences(document: Json, schema: Json, open: Json[] = []): Json {
  if (schema === null || typeof schema !== 'object') return schema
  const own = resolved(document, schema)
  if (open.includes(own)) return '...'
  if (Array.isArray(own)) return own.map((member) => withoutReferences(document, member, [...open, own]))
  const members = Object.entries(own).filter(([name]) => !/^(description|default|examples?|deprecated|title)$|^x-(?!kling-lenient)/.test(name))
  return Object.fromEntries(members.map(([name, member]) => [name, withoutReferences(document, member, [...open, own])]))
}

/** Members of bodies that get another value here when they are left out. */
function differentDefaults(document: Json, own: Json): Json {
  const official: Json = requestDefaults({ document, invalid: {} } as Json)
  const here: Json = requestDefaults({ document: own, invalid: {} } as Json)
  const found = Object.entries<Json>(here).map(([operation, values]) => [
    operation,
    Object.fromEntries(Object.entries(values ?? {}).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(official[operation]?.[name]))),
  ])
  return Object.fromEntries(found.filter(([, values]) => Object.keys(values!).length > 0))
}

function typesOf({ id, facts, operations, widened }: GatewayCode): string {
  const name = `${id[0]!.toUpperCase()}${id.slice(1)}`
  return `
/** The operations that ${facts.title} relays. */
export type ${name}Operation =
${operations.map((operation) => `  | '${operation.id}'\n`).join('')}
/** A client with every operation that ${facts.title} relays. What it does not relay is not there. */
export interface ${name}Kling extends Client, KlingMethods {
${membersOf(operations, { id, widened }, [], '  ')}}
`
}

/** The groups and methods below some segments of the name. */
function membersOf(operations: ClientOperation[], gateway: Pick<GatewayCode, 'id' | 'widened'>, at: string[], indent: string): string {
  const below = operations.filter(({ call }) => at.every((segment, index) => call[index] === segment) && call.length > at.length + 1)
  const names = [...new Set(below.map(({ call }) => call[at.length]!))]
  return names
    .map((name) => {
      const segments = [...at, name]
      const inner = membersOf(operations, gateway, segments, `${indent}  `)
      const own = methodsAt(operations, gateway, segments)
      const type = [...(own ? [own] : []), ...(inner ? [`{\n${inner}${indent}}`] : [])].join(' & ')
      return `${indent}readonly ${/^\w+$/.test(name) ? name : `'${name}'`}: ${type}\n`
    })
    .join('')
}

function methodsAt(operations: ClientOperation[], { id, widened }: Pick<GatewayCode, 'id' | 'widened'>, at: string[]): string {
  const here = operations.filter(({ call }) => call.length === at.length + 1 && at.every((segment, index) => call[index] === segment))
  if (here.length === 0) return ''
  const group = `Kling${at.map((segment) => `['${segment}']`).join('')}`
  const methods = (chosen: ClientOperation[]) =>
    chosen
      .flatMap(({ call, kind }) => [call.at(-1)!, ...(kind === 'async task' ? ['run', 'wait'] : [])])
      .map((method) => `'${method}'`)
      .join(' | ')
  const own = here.flatMap((operation) => {
    const difference = widened.find((each) => each.id === operation.id)
    return difference ? [{ operation, ...difference }] : []
  })
  const rest = here.filter((operation) => !own.some((each) => each.operation === operation))
  return [
    ...(rest.length > 0 ? [`Pick<${group}, ${methods(rest)}>`] : []),
    ...own.map(
      ({ operation, body, withoutCallback }) => `Widened<${group}, ${methods([operation])}, ${id}.${body}${withoutCallback ? ", { callback_url?: '' }" : ''}>`,
    ),
  ].join(' & ')
}
