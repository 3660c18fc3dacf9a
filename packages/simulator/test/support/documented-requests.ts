import { type Operation, operations, requests } from '@klingkit/openapi'

/** The creates that still answer. */
export const creates: Operation[] = operations.filter(({ kind, status }) => kind === 'async task' && status !== 'retired')

export type Example = [name: string, body: Record<string, any>]

/** The bodies that the document shows for an operation. */
export function examplesOf(operationId: string): Example[] {
  return Object.entries(requests[operationId as keyof typeof requests] ?? {}) as Example[]
}

/** The least and the most that can be sent. */
export function leastAndMost(operationId: string): Example[] {
  return examplesOf(operationId).filter(([name]) => name === 'minimal' || name.startsWith('full'))
}

/** A documented body under another external id, so that several can be sent to one simulator. */
export function withExternalId(operation: Operation, body: Record<string, any>, externalId: string): Record<string, any> {
  if (operation.standard === 'legacy') return { ...body, external_task_id: externalId }
  return { ...body, options: { ...body.options, external_task_id: externalId } }
}

/** A documented body that asks for callbacks. */
export function withCallback(operation: Operation, body: Record<string, any>, url: string): Record<string, any> {
  if (operation.standard === 'legacy') return { ...body, callback_url: url }
  return { ...body, options: { ...body.options, callback_url: url } }
}
