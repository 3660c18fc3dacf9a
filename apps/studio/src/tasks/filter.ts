import type { StudioTask } from '../control/types.ts'
import { isEnded, promptOf, statusAt } from './status.ts'

export interface Filter {
  status: 'all' | 'running' | 'succeeded' | 'failed'
  text: string
}

/** Whether a task is among those asked for. */
export function fits(task: StudioTask, { status, text }: Filter, now: number): boolean {
  const current = statusAt(task, now).status
  if (status === 'running' && isEnded(current)) return false
  if ((status === 'succeeded' || status === 'failed') && current !== status) return false
  const wanted = text.trim().toLowerCase()
  return wanted === '' || [task.id, task.external_id, task.operation, promptOf(task.body)].some((part) => part?.toLowerCase().includes(wanted))
}
