import { pageLimits } from '../generated/page-limits.gen.js'

/** Entries per page where nothing is said: few requests, and answers that are not too long. */
const usualSize = 100

/** Pages by their number, until one is not full. */
export async function* numberedPages(
  read: (query: object) => Promise<unknown[] | null>,
  query: { pageNum?: number; pageSize?: number },
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<unknown[]> {
  const pageSize = query.pageSize ?? Math.max(1, Math.min(limit, usualSize, pageLimits.pageSize))
  for (let pageNum = query.pageNum ?? 1; pageNum <= pageLimits.pageNum; pageNum++) {
    const page = (await read({ ...query, pageNum, pageSize })) ?? []
    yield page
    if (page.length < pageSize) return
  }
}
