import type { LegacyTaskEvent, TaskEvent } from '../generated/types.gen.js'

/** Where a task stands, whatever its standard calls it. `unknown`: a status word of which the API's pages do not speak; the task may still be running. */
export type CallbackOutcome = 'running' | 'succeeded' | 'failed' | 'unknown'

interface EventFacts {
  /** Id of the task, all digits of it. */
  id: string
  /** The caller's own id, when the task was created with one. */
  external_task_id?: string
  /** The word on the wire, kept whatever it is. */
  status: string
  outcome: CallbackOutcome
  /** Whether nothing more will come of this task: it has succeeded or failed. */
  terminal: boolean
  /** Whether `task` has all that a read of it would give, now that it has ended; otherwise read it, to be sure of its results. */
  complete: boolean
  /** Why it failed, when it did and a reason was given. */
  reason?: string
  /** When the task last changed, Unix time in milliseconds. Absent where the body has none. */
  updated_at?: number
}

/** A task created under `/v1` has changed. */
export interface LegacyCallbackEvent extends EventFacts {
  standard: 'legacy'
  task: LegacyTaskEvent
}

/** A task created on a path that names its model, or a solution, has changed. */
export interface NewCallbackEvent extends EventFacts {
  standard: 'new'
  task: TaskEvent
}

/** A change of a task; `standard` tells which shape `task` has. */
export type CallbackEvent = LegacyCallbackEvent | NewCallbackEvent
