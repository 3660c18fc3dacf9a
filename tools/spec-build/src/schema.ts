import { subschemas } from '../../../spec/lint/subschemas.ts'
import type { JsonObject } from './types.ts'

/** Follows references until there is a schema. */
export function resolveRef(document: JsonObject, schema: JsonObject): JsonObject {
  let current = schema
  while (current?.$ref) {
    const target = current.$ref
      .slice(2)
      .split('/')
      .reduce((node: any, part: string) => node?.[decodeURIComponent(part.replaceAll('~1', '/').replaceAll('~0', '~'))], document)
    if (!target) throw new Error(`${current.$ref} leads nowhere`)
    current = target
  }
  return current
}

/** The JSON schema of an operation's request body, if it has one. */
export function requestSchema(operation: JsonObject): JsonObject | undefined {
  return operation.requestBody?.content?.['application/json']?.schema
}

/** Calls back for every schema below, the given one first, with the path that leads to it. References are not followed. */
export function visitSchemas(schema: any, visit: (schema: JsonObject, path: string) => void, path = ''): void {
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return
  visit(schema, path)
  for (const below of subschemas(schema)) visitSchemas(below.schema, visit, `${path}/${below.path.join('/')}`)
}
