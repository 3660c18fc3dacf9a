import { call } from '../core/call.js'
import { type Client, configurationOf } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import { allOperations } from '../core/table.js'
import { createTask } from '../create/create-task.js'
import type { Waitable } from '../wait/wait.js'
import type { KlingKey, KlingMutation, ReadOptions, TaskQueryOptions } from './options.js'
import { cursorPages, numberedPages } from './pages-query.js'
import type { QueriesOf } from './queries-of.js'
import { readBy, readOne, readSeveral } from './read-query.js'
import { type TaskReference, type Watchable, watched } from './task-query.js'

/** Options of `klingQueries`. */
export interface KlingQueriesOptions {
  /**
   * What tells this client from others in the keys; no secret, for keys are seen and stored. Default: gateway, host and path of its `baseUrl`. Give your own where two accounts use the same address, or
   * where server and page use different ones and shall share their data.
   */
  scope?: string
}

/**
 * Options for TanStack Query, of every operation by its name: `useQuery(options.v1.videos.text2video.get(id))`. They are plain objects, so every adapter takes them, and `{ ...options, staleTime: 0 }` changes them.
 *
 * Reads are queries, lists infinite queries, all that creates or changes something are mutations; a group's `task(id)` watches a task until its end, and its `key()` is what its keys begin with.
 *
 * @param client a `Kling`, or any client of `@klingkit/client/operations`
 * @example
 * const options = klingQueries(createKling({ baseUrl: '/api/kling' }))
 * const create = useMutation(options.v1.videos.text2video.create())
 * const video = useQuery(options.task(create.data))
 */
export function klingQueries<Given extends Client>(client: Given, { scope }: KlingQueriesOptions = {}): QueriesOf<Given> {
  const root: KlingKey = ['kling', scope ?? placeOf(client)]
  const groups: Record<string, KlingKey> = {}
  const options: any = { key: () => root }
  for (const { operation, call: name } of allOperations()) {
    let at = options
    const path = name.slice(0, -1)
    path.forEach((segment, index) => {
      const key = [...root, ...path.slice(0, index + 1)]
      at = at[segment] ??= { key: () => key }
    })
    groups[operation.id] = [...root, ...path]
    Object.assign(at, optionsOf(client, operation, groups[operation.id]!, name.at(-1)!))
  }
  options.task = (task?: Watchable | null, given?: TaskQueryOptions) => {
    const operation = (task as Waitable | undefined)?.kling?.operation ?? (task as TaskReference | undefined)?.operation
    return watched(client, groups[operation!] ?? [...root, ...(operation ? [operation] : [])], task, given)
  }
  return options
}

/** Gateway and address, without what may be secret in it. */
function placeOf(client: Client): string {
  const { host, pathname } = new URL(client.baseUrl)
  return `${client[configurationOf]().gatewayId} ${host}${pathname.replace(/\/$/, '')}`
}

type Makers = Record<string, (...given: any[]) => object>

function optionsOf(client: Client, operation: Operation, base: KlingKey, name: string): Makers {
  switch (operation.kind) {
    case 'query one':
      return { [name]: (id?: string, options?: ReadOptions) => readOne(client, operation, base, id, options) }
    case 'query many by id':
      return { [name]: (ids, options) => readSeveral(client, operation, base, ids, options) }
    case 'query':
      return { [name]: (query, options) => readBy(client, operation, base, name, query, options) }
    case 'cursor list':
      return { [name]: (body, options) => cursorPages(client, operation, base, body, options) }
    case 'query list':
    case 'list':
      return { [name]: (query, options) => numberedPages(client, operation, base, query, options) }
    case 'async task':
      return {
        [name]: (options) => changing(base, name, (body) => createTask(client, operation, body, options)),
        task: (id?: string | null, options?: TaskQueryOptions) =>
          watched(client, base, id ? ({ operation: operation.id, id } as TaskReference) : undefined, options),
      }
    default:
      return { [name]: (options) => changing(base, name, (body) => call(client, operation, { body }, options)) }
  }
}

function changing(base: KlingKey, name: string, send: (body: any) => Promise<unknown>): KlingMutation<any, any> {
  return { mutationKey: [...base, name], mutationFn: (body) => send(body), retry: false }
}
