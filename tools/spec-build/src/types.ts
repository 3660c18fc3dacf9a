/** Plain JSON that may hold bigint for integers beyond 2^53. */
export type Json = null | boolean | number | bigint | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: any }

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

export interface OperationEntry {
  path: string
  method: string
  operation: JsonObject
}

/** Every operation of a document, in the order of its paths. */
export function operationsOf(document: JsonObject): OperationEntry[] {
  return itemsOf(document.paths ?? {})
}

/** Every webhook of a document; `path` holds its name. */
export function webhooksOf(document: JsonObject): OperationEntry[] {
  return itemsOf(document.webhooks ?? {})
}

function itemsOf(items: JsonObject): OperationEntry[] {
  const entries: OperationEntry[] = []
  for (const [path, item] of Object.entries(items)) {
    for (const method of methods) if (item[method]) entries.push({ path, method, operation: item[method] })
  }
  return entries
}
