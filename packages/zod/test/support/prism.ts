import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { validateInput } from '@stoplight/prism-http/dist/validator/index.js'
import { document, type RequestOperation } from './document.js'

const operations = new Map((await getHttpOperationsFromSpec(document)).map((operation) => [operation.iid, operation]))

/** Whether stock Prism accepts a body, asked as its own server asks. */
export function prismFor({ id, path, method }: RequestOperation): (body: unknown) => boolean {
  const resource = operations.get(id)!
  const headers = { 'content-type': 'application/json' }
  return (body) => validateInput({ resource, element: { method, url: { path }, headers, body } as never })._tag === 'Right'
}
