import type { KlingMethods } from '../core/kling-methods.js'
import type { CreateId } from '../core/task.js'
import type { Kling } from '../generated/kling.gen.js'
import type { KlingQueryGroups } from '../generated/react-query.gen.js'
import type { KlingKey, KlingMutation, KlingTaskQuery, TaskQueryOptions } from './options.js'
import type { Watchable } from './task-query.js'

/** What stands beside the groups. */
export interface KlingQueryMethods {
  /** What all keys of this client begin with, for invalidating everything of it. */
  key(): KlingKey
  /**
   * A task that is watched until its end: what `create` gave, or that read again from JSON, or `{ operation, id }`. Without a task the query is off.
   *
   * Its data is the task at each change, its error what `wait` throws: `KlingTaskFailedError` when the task failed (the data is then the failed task), `KlingTaskTimeoutError` after 30 minutes or `timeout`,
   * `KlingNotFoundError`. All queries and waits of a client share their reads.
   *
   * @example
   * const video = useQuery(options.task(create.data))
   */
  task<Id extends CreateId>(task: Watchable<Id> | null | undefined, options?: TaskQueryOptions): KlingTaskQuery<Id>
}

/** Options of every operation by its name, which mirrors the URL. */
export interface KlingQueries extends KlingQueryMethods, KlingQueryGroups {}

/** The options that a client has: behind a gateway those of what is relayed. */
export type QueriesOf<Client> = Client extends Kling
  ? KlingQueries
  : Client extends KlingMethods
    ? KlingQueryMethods & Relayed<KlingQueryGroups, Client>
    : KlingQueries

/** The options of the methods that a facade has, mutations with its bodies. */
type Relayed<Options, Facade> = {
  [Name in keyof Options as Name extends keyof Facade | 'key'
    ? Name
    : Name extends (Facade extends { wait: any } ? 'task' : never)
      ? Name
      : never]: Name extends keyof Facade
    ? Options[Name] extends (options?: infer Given) => KlingMutation<any, infer Data>
      ? Facade[Name] extends (body: infer Body, ...rest: any) => any
        ? (options?: Given) => KlingMutation<Body, Data>
        : never
      : Options[Name] extends (...given: any) => any
        ? Options[Name]
        : Relayed<Options[Name], Facade[Name]>
    : Options[Name]
}
