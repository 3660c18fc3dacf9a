import { document } from '@klingkit/openapi'
import { overviewMarkdown } from './overview-markdown.ts'
import { type ReadOperation, readOperation } from './read-operation.ts'
import type { Schema } from './schema.ts'

export interface Reference {
  /** The document as the renderer shall show it. */
  document: Schema
  operations: ReadOperation[]
}

let made: Reference | undefined

/** The reference of the whole document. Made once per process. */
export function reference(): Reference {
  made ??= readDocument(document)
  return made
}

function readDocument(source: Schema): Reference {
  const { openapi, info, servers, tags, security, components, externalDocs } = source
  const ids = new Set(entriesOf(source['paths']).map(({ operation }) => operation['operationId']))
  const reading = {
    resolve: (target: string): Schema => resolve(source, target),
    linkTo: (id: string) => (ids.has(id) ? `[${id}](../../operations/${id.toLowerCase()}/)` : id),
  }
  const operations: ReadOperation[] = []
  const shown = { paths: {} as Schema, webhooks: {} as Schema }
  for (const part of ['paths', 'webhooks'] as const) {
    for (const { name, method, operation, shared } of entriesOf(source[part] ?? {})) {
      const parameters = [...shared, ...(operation['parameters'] ?? [])]
      const { read, source: page } = readOperation({ ...operation, parameters }, reading, servers[0].url)
      operations.push(read)
      shown[part][name] = { ...shown[part][name], [method]: page }
    }
  }
  return {
    document: {
      openapi,
      info: { ...info, description: overviewMarkdown(info.description, servers) },
      servers,
      tags,
      security,
      ...(externalDocs && { externalDocs }),
      ...shown,
      components: { securitySchemes: components['securitySchemes'] },
    },
    operations,
  }
}

function entriesOf(part: Schema): { name: string; method: string; operation: Schema; shared: Schema[] }[] {
  return Object.entries<Schema>(part).flatMap(([name, { parameters = [], ...item }]) =>
    Object.entries<Schema>(item).flatMap(([method, operation]) => (operation?.['operationId'] ? [{ name, method, operation, shared: parameters }] : [])),
  )
}

function resolve(source: Schema, target: string): Schema {
  const found = target
    .replace(/^#\//, '')
    .split('/')
    .reduce((at: Schema | undefined, name) => at?.[name], source)
  if (!found) throw new Error(`the document refers to ${target}, which it does not have`)
  return found
}
