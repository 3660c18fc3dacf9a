import type { Operation } from '@klingkit/openapi/runtime'
import { operations } from '@klingkit/openapi/runtime'

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]))

/** Kinds that make something. The others look at things, or take them away. */
const making = new Set<string>(['async task', 'synchronous'])

/** Whether a request may be billed; one of an operation that nobody knows may be. */
export function maybeBilled(method: string, operationId: string | undefined): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false
  const operation = byId.get(operationId ?? '')
  return operation === undefined || making.has(operation.kind)
}

/** Whether an address is one of this machine, where nothing is billed. */
export function isHere({ hostname }: URL): boolean {
  return /^(localhost|[\w.-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
