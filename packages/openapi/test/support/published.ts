import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The documents this package publishes. */
export const documentFiles = ['openapi.json', 'cometapi.json', 'cloudsway.json'] as const

const dist = path.resolve(import.meta.dirname, '../../dist')

/** The text of a published file. */
export function textOf(file: string): string {
  return readFileSync(path.join(dist, file), 'utf8')
}

/** A published document as JavaScript sees it; integers beyond 2^53 are rounded. */
export function documentOf(file: string): any {
  return JSON.parse(textOf(file))
}

export interface PublishedOperation {
  id: string
  path: string
  method: string
  operation: any
}

/** Every operation of a document. */
export function operationsOf(document: any): PublishedOperation[] {
  return Object.entries<any>(document.paths).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete']
      .filter((method) => item[method])
      .map((method) => ({ id: item[method].operationId, path, method: method.toUpperCase(), operation: item[method] })),
  )
}

/** Every webhook of a document. */
export function webhooksOf(document: any): { id: string; operation: any }[] {
  return Object.values<any>(document.webhooks ?? {}).map(({ post }) => ({ id: post.operationId, operation: post }))
}
