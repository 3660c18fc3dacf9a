import { readFileSync } from 'node:fs'
import type { GatewayName } from '@klingkit/openapi/runtime'
import { documentFile } from '../document.js'

type Json = Record<string, any>

/** What one operation asks of a request. */
export interface RequestSchemas {
  body?: Json
  parameters: Json[]
  queryRules?: Json
}

/** The part of a document that requests are checked with; answers, examples and texts stay out of memory. */
export function readRequestSchemas(gateway: GatewayName): { document: Json; operations: Map<string, RequestSchemas> } {
  const content: Json = JSON.parse(readFileSync(documentFile(gateway), 'utf8'))
  const operations = new Map<string, RequestSchemas>()
  const resolve = (parameter: Json): Json => (parameter.$ref ? content.components.parameters[parameter.$ref.split('/').at(-1)] : parameter)
  for (const item of Object.values<Json>(content.paths)) {
    for (const operation of Object.values<Json>(item)) {
      if (!operation.operationId) continue
      const body = operation.requestBody?.content['application/json'].schema
      operations.set(operation.operationId, {
        ...(body ? { body: lean(body) } : {}),
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve).map(lean),
        ...(operation['x-kling-query-rules'] ? { queryRules: lean(operation['x-kling-query-rules']) } : {}),
      })
    }
  }
  return { document: { components: { schemas: lean(content.components.schemas) } }, operations }
}

/** Without the texts, which take most of the memory. A property may be called `description`, but then it is no string. */
function lean(value: any): any {
  if (Array.isArray(value)) return value.map(lean)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !((key === 'description' || key === 'title') && typeof member === 'string') && key !== 'x-kling-messages')
      .map(([key, member]) => [key, lean(member)]),
  )
}
