import type { DataTag } from '@tanstack/query-core'
import type { CallOptions } from '../core/options.js'
import type { CreateId, SucceededTask, Task } from '../core/task.js'
import type { KlingError } from '../errors/kling-error.js'
import type { WaitOptions } from '../wait/wait-options.js'

/** Strings and plain JSON, the client's own part first; what begins alike is invalidated together. */
export type KlingKey = readonly unknown[]

/** Options of one read: those of its call, without what the query rules itself. */
export type ReadOptions = Omit<CallOptions, 'signal'>

/** Options of the waiting behind a task's query. */
export type TaskQueryOptions = Omit<WaitOptions, 'signal'>

/** What queries are told when they run. */
export interface QueryRun<Param = unknown> {
  readonly signal: AbortSignal
  readonly queryKey: KlingKey
  readonly client: {
    setQueryData(key: KlingKey, data: any): unknown
    invalidateQueries(which: { queryKey: KlingKey; predicate: (query: QueryNow<any>) => boolean }): unknown
  }
  readonly pageParam?: Param
}

/** What a query has at the moment. */
export interface QueryNow<Data> {
  readonly state: { readonly data?: Data | undefined; readonly error: unknown }
}

/** Lets the adapters know the type of the error. Never set here. */
interface FailsAsKling {
  throwOnError?: (error: KlingError) => boolean
}

/** Options of a query: for `useQuery`, `fetchQuery` and their like. */
export interface KlingQuery<Data> extends FailsAsKling {
  queryKey: DataTag<KlingKey, Data, KlingError>
  queryFn: (run: QueryRun) => Promise<Data>
  /** `false` where there is no id yet. */
  enabled?: boolean
  /** The client has sent again what may be sent again. */
  retry: false
  /** Milliseconds. */
  staleTime?: (query: QueryNow<Data>) => number
}

/** Options of a task that is watched until its end. */
export interface KlingTaskQuery<Id extends CreateId> extends KlingQuery<Task<Id> | SucceededTask<Id>> {
  refetchOnMount: (query: QueryNow<any>) => boolean
  refetchOnWindowFocus: (query: QueryNow<any>) => boolean
  refetchOnReconnect: (query: QueryNow<any>) => boolean
}

/** Options of a list, for `useInfiniteQuery` and its like. */
export interface KlingPages<Page, Param> extends FailsAsKling {
  queryKey: DataTag<KlingKey, { pages: Page[]; pageParams: Param[] }, KlingError>
  queryFn: (run: QueryRun<Param>) => Promise<Page>
  initialPageParam: Param
  getNextPageParam: (last: Page, pages: Page[], param: Param, params: Param[]) => Param | undefined
  retry: false
}

/** Options of a mutation. */
export interface KlingMutation<Body, Data> extends FailsAsKling {
  mutationKey: KlingKey
  mutationFn: (body: Body) => Promise<Data>
  /** Above the client nothing may be sent again: it could be paid twice. */
  retry: false
}
