import { createdAt } from '../wait/task-state.js'

/** Whether the body of a callback has all that a read of the ended task would give. */
export function isComplete(task: Record<string, any>, hasFailed: boolean, updatedAt: number | undefined): boolean {
  const results: any[] = Object.values(task.task_result ?? task.outputs ?? {}).flat()
  // In callbacks, elements hold `materials` for what a read calls `references`.
  const isThere = hasFailed || (results.some((result) => Object(result) === result) && !results.some((result) => result?.materials))
  return isThere && !!updatedAt && !!createdAt(task)
}
