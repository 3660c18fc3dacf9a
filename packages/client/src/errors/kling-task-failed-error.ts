import { KlingError } from './kling-error.js'

export interface FailedTask<Task = unknown> {
  /** Id of the operation that created it. */
  readonly operation: string
  readonly taskId: string
  /** Kling's words. */
  readonly reason: string
  /** The whole task as it was read last. */
  readonly task: Task
}

export interface KlingTaskFailedError<Task = unknown> extends FailedTask<Task> {}

/** A task ended without a result, for example because its content was refused. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned from the facts
export class KlingTaskFailedError<Task = unknown> extends KlingError {
  static override readonly code = 'KLING_TASK_FAILED'
  declare readonly code: 'KLING_TASK_FAILED'

  constructor(facts: FailedTask<Task>) {
    super(`task ${facts.taskId} failed${facts.reason ? `: ${facts.reason}` : ''}`, facts)
  }
}
