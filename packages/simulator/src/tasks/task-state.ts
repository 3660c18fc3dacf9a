import type { TaskRecord, TaskStatus } from './task-record.js'

export interface TaskState {
  status: TaskStatus
  /** Reason of a failure, otherwise empty. */
  message: string
  updatedAt: number
  /** When it ended, or will end if nobody steps in; undefined when it waits for reads. */
  endsAt: number | undefined
}

/**
 * The state of a task at a moment: a function of its record and the time, of nothing else. So time may jump, tasks may be copied, and a million of them need no timer.
 */
export function stateAt(task: TaskRecord, now: number): TaskState {
  for (const intervention of task.interventions) {
    if (intervention.at > now) break
    if (intervention.kind === 'succeed') return ended('succeeded', '', intervention.at)
    if (intervention.kind === 'fail') return ended('failed', intervention.reason, intervention.at)
  }
  const advanced = task.interventions.filter(({ kind, at }) => kind === 'advance' && at <= now)
  const steps = advanced.length
  const latest = advanced.at(-1)?.at
  if (task.readsNeeded !== undefined) {
    const seen = task.reads + steps
    if (seen >= task.readsNeeded) return finish(task, Math.max(task.createdAt, latest ?? now))
    return { status: seen === 0 ? 'submitted' : 'processing', message: '', updatedAt: Math.max(task.createdAt, latest ?? task.createdAt), endsAt: undefined }
  }
  const startsAt = task.createdAt + task.queueTime
  const endsAt = task.createdAt + task.totalTime
  if (now >= endsAt) return finish(task, endsAt)
  const byTime = now >= startsAt ? 1 : 0
  const step = byTime + steps
  if (step >= 2) return finish(task, latest!)
  if (step === 1) return { status: 'processing', message: '', updatedAt: byTime ? startsAt : latest!, endsAt }
  return { status: 'submitted', message: '', updatedAt: task.createdAt, endsAt }
}

/** The moments at which the status of a task changes by itself after a given time; callbacks are due then. */
export function changesAfter(task: TaskRecord, now: number): number[] {
  const { status, endsAt } = stateAt(task, now)
  if (status === 'succeeded' || status === 'failed' || endsAt === undefined) return []
  const startsAt = task.createdAt + task.queueTime
  return [startsAt, endsAt].filter((time) => time > now)
}

function finish(task: TaskRecord, at: number): TaskState {
  return task.failure === undefined ? ended('succeeded', '', at) : ended('failed', task.failure, at)
}

function ended(status: TaskStatus, message: string, at: number): TaskState {
  return { status, message, updatedAt: at, endsAt: at }
}
