import { call } from '../core/call.js'
import type { Client } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import { readMany, type TaskIds } from '../core/read-many.js'
import { freshness } from './freshness.js'
import { keyOf } from './key.js'
import type { KlingKey, KlingQuery, ReadOptions } from './options.js'

/** One look at something by its id; without one it is off. */
export function readOne(client: Client, operation: Operation, base: KlingKey, id?: string | null, options?: ReadOptions): KlingQuery<any> {
  return {
    queryKey: keyOf(base, 'get', id),
    queryFn: ({ signal }) => call(client, operation, { id: id! }, { ...options, signal }),
    retry: false,
    staleTime: freshness(client),
    ...(!id && { enabled: false }),
  }
}

/** One look at several tasks; without ids it is off. */
export function readSeveral(client: Client, operation: Operation, base: KlingKey, ids?: TaskIds | null, options?: ReadOptions): KlingQuery<any> {
  const query = typeof ids === 'string' || Array.isArray(ids) ? { task_ids: ids } : (ids ?? {})
  const lists = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value.split(',') : value]))
  return {
    queryKey: keyOf(base, 'get', lists),
    queryFn: async ({ signal }) => (await readMany(client, operation, lists as any, { ...options, signal })) ?? [],
    retry: false,
    staleTime: freshness(client),
    ...(Object.values(lists).flat().join('') === '' && { enabled: false }),
  }
}

/** Another read, by what it asks for. How long it is fresh is left to the app. */
export function readBy(client: Client, operation: Operation, base: KlingKey, name: string, query?: object, options?: ReadOptions): KlingQuery<any> {
  return { queryKey: keyOf(base, name, query), queryFn: ({ signal }) => call(client, operation, { query }, { ...options, signal }), retry: false }
}
