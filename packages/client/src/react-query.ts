/**
 * Options for TanStack Query, see `docs/react-query.md`.
 *
 * @example
 * import { klingQueries } from '@klingkit/client/react-query'
 * const options = klingQueries(kling)
 * const video = useQuery(options.task(created))
 */

export { isSucceeded } from './react-query/is-succeeded.js'
export { type ItemOf, itemsOf } from './react-query/items-of.js'
export { type KlingQueriesOptions, klingQueries } from './react-query/kling-queries.js'
export type { KlingKey, KlingMutation, KlingPages, KlingQuery, KlingTaskQuery, ReadOptions, TaskQueryOptions } from './react-query/options.js'
export type { KlingQueries, KlingQueryMethods, QueriesOf } from './react-query/queries-of.js'
export type { TaskReference, Watchable } from './react-query/task-query.js'
