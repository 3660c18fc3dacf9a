import { KlingError } from './kling-error.js'

export interface UnfinishedTask<Task = unknown> {
  /** Id of the operation that created it. */
  readonly operation: string
  readonly taskId: string
  /** The task as it was read last; undefined when it never was. */
  readonly task: Task | undefined
}

export interface KlingTaskTimeoutError<Task = unknown> extends UnfinishedTask<Task> {}

/** A task had not ended when the time for waiting was over. It goes on; wait for it again with the same handle or id. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned from the facts
export class KlingTaskTimeoutError<Task = unknown> extends KlingError<UnfinishedTask<Task>> {
  static override readonly code = 'KLING_TASK_TIMEOUT'
  declare readonly code: 'KLING_TASK_TIMEOUT'
}
