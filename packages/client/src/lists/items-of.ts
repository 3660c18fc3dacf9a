/**
 * The items of pages. Things with an id come once: what is created meanwhile moves the others on to the next page, where they would come again.
 * Charges have no id of their own (`task_id` is that of what was charged), so they are left to the cursor, which nothing moves.
 */
export async function* itemsOf<Item>(pages: AsyncGenerator<unknown[]>, limit: number | undefined, idOf: (item: any) => unknown): AsyncGenerator<Item> {
  const most = limit ?? Number.POSITIVE_INFINITY
  if (most <= 0) return
  const seen = new Set<unknown>()
  let given = 0
  for await (const page of pages) {
    for (const item of page as Record<string, unknown>[]) {
      const id = idOf(item)
      if (id !== undefined && seen.has(id)) continue
      seen.add(id)
      yield item as Item
      if (++given >= most) return
    }
  }
}
