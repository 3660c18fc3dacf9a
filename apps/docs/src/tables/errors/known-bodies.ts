import { invalidBodies } from '@klingkit/openapi'

/** Requests of the document that are refused with a text: operation and name of the body. */
export function bodiesWith(text: string): { operation: string; name: string }[] {
  return Object.entries(invalidBodies).flatMap(([operation, bodies]) =>
    Object.entries(bodies).flatMap(([name, { message }]) => (message === text ? { operation, name } : [])),
  )
}
