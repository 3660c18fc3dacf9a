import { call } from '../core/call.js'
import type { Client } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import { pageLimits } from '../generated/page-limits.gen.js'
import { keyOf } from './key.js'
import type { KlingKey, KlingPages, ReadOptions } from './options.js'

/** Entries per page where nothing is said: about what is looked at before one scrolls on. */
const usualSize = 30

/** Pages by their number, until one is not full. */
export function numberedPages(
  client: Client,
  operation: Operation,
  base: KlingKey,
  query: { pageNum?: number; pageSize?: number } = {},
  options?: ReadOptions,
): KlingPages<any, number> {
  const { pageNum: first = 1, pageSize = usualSize } = query
  return {
    queryKey: keyOf(base, 'list', query),
    queryFn: async ({ signal, pageParam: pageNum }) =>
      (await call(client, operation, { query: { ...query, pageNum, pageSize } }, { ...options, signal })) ?? [],
    initialPageParam: first,
    getNextPageParam: (last, _, pageNum) => (last.length >= pageSize && pageNum < pageLimits.pageNum ? pageNum + 1 : undefined),
    retry: false,
  }
}

/** Pages by cursor, until there is no other one; a cursor that came before ends it too. The first has an empty one. */
export function cursorPages(
  client: Client,
  operation: Operation,
  base: KlingKey,
  body: { cursor?: string } = {},
  options?: ReadOptions,
): KlingPages<any, string> {
  return {
    queryKey: keyOf(base, 'list', body),
    queryFn: async ({ signal, pageParam: cursor }) =>
      (await call(client, operation, { body: cursor ? { ...body, cursor } : body }, { ...options, signal })) ?? {},
    initialPageParam: body.cursor ?? '',
    getNextPageParam: ({ has_more, next_cursor }, _, __, cursors) => (has_more && next_cursor && !cursors.includes(next_cursor) ? next_cursor : undefined),
    retry: false,
  }
}
