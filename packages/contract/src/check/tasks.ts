import type { ContractOperation } from '../document/contract.js'
import { idText } from '../json/exact-json.js'
import { isObject } from '../json/paths.js'

/** The id of the task that a create has answered. */
export function taskIdsIn(operation: ContractOperation, data: unknown): string[] {
  const id = isObject(data) ? idText(data[operation.task?.id ?? (operation.standard === 'legacy' ? 'task_id' : 'id')]) : undefined
  return id === undefined ? [] : [id]
}

/** The task of an id in the answer of a read, however it is wrapped. */
export function taskIn(data: unknown, id: string): Record<string, any> | undefined {
  if (Array.isArray(data)) return data.map((item) => taskIn(item, id)).find(Boolean)
  if (!isObject(data)) return undefined
  if ([data.task_id, data.id].some((own) => idText(own) === id)) return data
  return Object.values(data)
    .map((value) => (typeof value === 'object' ? taskIn(value, id) : undefined))
    .find(Boolean)
}

/** Whether a task has come to its end. */
export function isEnded(task: Record<string, any>): boolean {
  return ['succeed', 'succeeded', 'failed'].includes(task.task_status ?? task.status)
}
