/** What a page is a page of. */
export type ItemOf<Page> = Page extends readonly (infer Item)[]
  ? Item
  : Page extends { result?: infer Result }
    ? NonNullable<Result> extends readonly (infer Item)[]
      ? Item
      : NonNullable<Result> extends { detail?: infer Detail }
        ? NonNullable<Detail> extends readonly (infer Item)[]
          ? Item
          : never
        : never
    : never

/**
 * The items of all pages of a list, one after the other. A thing comes once: what is created between two pages moves the others on to the next one, where they would come again.
 * Charges have no id of their own; their pages are left as they are.
 *
 * @returns an empty list where nothing is there yet
 * @example
 * const list = useInfiniteQuery(options.v1.videos.text2video.list())
 * return itemsOf(list.data).map((task) => <li key={task.task_id}>{task.task_status}</li>)
 */
export function itemsOf<Page>(data: { readonly pages: readonly Page[] } | undefined): ItemOf<Page>[] {
  const seen = new Set<unknown>()
  return (data?.pages ?? []).flatMap((page: any) => {
    const result = Array.isArray(page) ? page : (page?.result ?? [])
    const [items, isCharges] = Array.isArray(result) ? [result, false] : [result.detail ?? [], true]
    return items.filter((item: any) => {
      const id = isCharges ? undefined : (item.task_id ?? item.element_id ?? item.id)
      const isNew = id === undefined || !seen.has(id)
      seen.add(id)
      return isNew
    })
  })
}
