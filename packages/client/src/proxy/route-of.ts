import type { Operation } from '../core/operation.js'
import { allOperations } from '../core/table.js'

/** The operation a request is for, or undefined. An id that could climb out of its place in the path is none. */
export function routeOf(method: string, path: string): Operation | undefined {
  const operations = allOperations().map(({ operation }) => operation)
  const exact = operations.find((operation) => operation.method === method && operation.path === path)
  if (exact) return exact
  const end = path.lastIndexOf('/')
  return isOneSegment(path.slice(end + 1))
    ? operations.find((operation) => operation.method === method && operation.path === `${path.slice(0, end)}/{id}`)
    : undefined
}

function isOneSegment(text: string): boolean {
  try {
    return /^(?!\.+$)[^/\\\p{Cc}]+$/u.test(decodeURIComponent(text))
  } catch {
    return false
  }
}
