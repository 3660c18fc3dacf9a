import type { TaskRecord, TaskStatus } from './task-record.js'

/** What a task is from a moment on. */
export interface TaskState {
  /** Where it stands. */
  status: TaskStatus
  /** Reason of a failure, otherwise empty. */
  message: string
  /** Since when, as Unix time in milliseconds. */
  updatedAt: number
}

const never = Number.POSITIVE_INFINITY

/**
 * Everything that ever happens to a task, as far as its record tells: its states in order, each with the moment it begins. What lies ahead counts as long as nobody steps in and no further read is
 * counted. A function of the record and of nothing else, so time may jump, tasks may be copied, and a million of them need no timer.
 */
export function historyOf(task: TaskRecord): TaskState[] {
  let startsAt = task.counted ? (task.counted.firstAt ?? never) : task.createdAt + task.queueTime
  let endsAt = task.counted ? (task.counted.doneAt ?? never) : task.createdAt + task.totalTime
  let outcome: Pick<TaskState, 'status' | 'message'> =
    task.failure === undefined ? { status: 'succeeded', message: '' } : { status: 'failed', message: task.failure }
  for (const step of task.interventions ?? []) {
    if (step.at >= endsAt) break
    if (step.kind === 'advance' && step.at < startsAt) {
      startsAt = step.at
      continue
    }
    endsAt = step.at
    if (step.kind === 'succeed') outcome = { status: 'succeeded', message: '' }
    if (step.kind === 'fail') outcome = { status: 'failed', message: step.reason }
  }
  const states: TaskState[] = [{ status: 'submitted', message: '', updatedAt: task.createdAt }]
  // Who fails or finishes a waiting task from outside does so before it runs.
  if (startsAt <= endsAt && startsAt < never) states.push({ status: 'processing', message: '', updatedAt: startsAt })
  if (endsAt < never) states.push({ ...outcome, updatedAt: endsAt })
  return states
}

/** The state of a task at a moment. */
export function stateAt(task: TaskRecord, now: number): TaskState {
  const states = historyOf(task)
  for (let index = states.length - 1; index > 0; index--) if (states[index]!.updatedAt <= now) return states[index]!
  return states[0]!
}

export function isEnded({ status }: TaskState): boolean {
  return status === 'succeeded' || status === 'failed'
}

/** Whether a task is there at a moment: one that is created late is not, nor any before its time. */
export function existsAt(task: TaskRecord, now: number): boolean {
  return task.createdAt <= now
}
