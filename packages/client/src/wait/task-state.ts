/** What a task of either standard tells of itself. */
export interface TaskState {
  id: string
  status: string
  /** Reason of a failure. */
  reason: string
  /** When it last changed, Unix time in milliseconds. */
  updated: number | undefined
}

/** Reads the members that the standards name differently; the try-on solution mixes them. */
export function stateOf(task: Record<string, any>): TaskState {
  return {
    id: String(task.task_id ?? task.id),
    status: task.task_status ?? task.status ?? '',
    reason: task.task_status_msg || task.message || '',
    updated: task.updated_at ?? task.update_time,
  }
}

/** When a task was created, Unix time in milliseconds. */
export function createdAt(task: Record<string, any>): number | undefined {
  return task.created_at ?? task.create_time
}

/** What a status word means; undefined for one that is not known. Success is `succeed` on the legacy standard, `succeeded` on the new one. */
export function outcomeOf(status: string): 'running' | 'succeeded' | 'failed' | undefined {
  if (status === 'succeed' || status === 'succeeded') return 'succeeded'
  if (status === 'submitted' || status === 'processing') return 'running'
  return status === 'failed' ? status : undefined
}

/** Whether a task with this status changes no more. */
export function hasEnded(status: string): boolean {
  return /^(?:succeeded|failed)$/.test(outcomeOf(status) ?? '')
}
