import { pageLimits } from '../generated/page-limits.gen.js'

/** Entries per numbered page where nothing is said: few requests, and answers that are not too long. */
const usualSize = 100

/**
 * The items of pages: by cursor, until there is no other one or one that came before; by number, until a page is not full.
 *
 * Things with an id come once: what is created meanwhile moves the others on to the next page, where they would come again.
 * Charges have no id of their own (`task_id` is that of what was charged), so they are left to the cursor, which nothing moves.
 */
export async function* itemsOf(
  read: (wanted: object) => Promise<any>,
  isCursor: boolean,
  query: { pageNum?: number; pageSize?: number },
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<any> {
  const { pageNum = 1, pageSize = Math.max(1, Math.min(limit, usualSize, pageLimits.pageSize)) } = query
  const seen = new Set<unknown>()
  const cursors = new Set<unknown>()
  let wanted: object = isCursor ? query : { ...query, pageNum, pageSize }
  for (let given = 0, next = pageNum; given < limit; ) {
    const page = await read(wanted)
    const result = page?.result
    // On billing they stand one level deeper.
    const items: any[] = [page, result, result?.detail].find(Array.isArray) ?? []
    for (const item of items) {
      const id = isCursor ? item.id : (item.task_id ?? item.element_id)
      if (id !== undefined && seen.has(id)) continue
      seen.add(id)
      yield item
      if (++given >= limit) return
    }
    if (isCursor) {
      const cursor = page?.has_more && page.next_cursor
      if (!cursor || cursors.has(cursor)) return
      cursors.add(cursor)
      wanted = { ...query, cursor }
    } else {
      if (items.length < pageSize || next >= pageLimits.pageNum) return
      wanted = { ...query, pageNum: ++next, pageSize }
    }
  }
}
