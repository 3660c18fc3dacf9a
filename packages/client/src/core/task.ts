import type { Tasks } from '../generated/tasks.gen.js'

/** The operations that create tasks. */
export type CreateId = keyof Tasks

/** What a created task carries beside Kling's members; plain JSON, so that any process can go on with it. */
export interface TaskHandle<Id extends string = string> {
  /** Id of the operation that created it. */
  operation: Id
  standard: 'legacy' | 'new'
  /** `official`, or the id of a gateway. */
  gateway: string
  /** Host (and port) it was created on. */
  host: string
  /** Your own id of the task, where the operation has one. */
  external_task_id?: string
}

/** The answer of a create, as it came, and the handle. */
export type CreatedTask<Id extends CreateId = CreateId> = Tasks[Id]['created'] & { kling: TaskHandle<Id> }

/** A task as it is read. */
export type Task<Id extends CreateId = CreateId> = Tasks[Id]['task']

/** A task that has succeeded; its results are there. */
export type SucceededTask<Id extends CreateId = CreateId> = Tasks[Id]['done']

/** At least one. */
export type NonEmpty<Item> = [Item, ...Item[]]

/** Makes the succeeded form of a legacy task: the named members of `task_result` are there. */
export type LegacyDone<Read extends { task_result?: object | null }, Result> = Omit<Read, 'task_status' | 'task_result'> & {
  task_status: 'succeed'
  task_result: Omit<NonNullable<Read['task_result']>, keyof Result> & Result
}

/** The item type of a list among the results. */
export type ResultItem<Read extends { task_result?: object | null }, Name extends keyof NonNullable<Read['task_result']>> =
  NonNullable<NonNullable<Read['task_result']>[Name]> extends (infer Item)[] ? Item : never

/** Makes the succeeded form of a new-standard task. */
export type NewDone<Read extends object, Output> = Omit<Read, 'status' | 'outputs'> & { status: 'succeeded' | 'succeed'; outputs: NonEmpty<Output> }

/** The outputs of the named types; all, where the types do not tell them apart. */
export type OutputOf<Output, Type extends string> = [Extract<Output, { type: Type }>] extends [never] ? Output : Extract<Output, { type: Type }>
