interface CursorPage {
  /** The items; on billing they stand one level deeper. */
  result?: unknown[] | { detail?: unknown[] | null } | null
  next_cursor?: string | null
  has_more?: boolean
}

/** Pages by cursor, until there is no other one; a cursor that came before ends it too. */
export async function* cursorPages(read: (body: object) => Promise<CursorPage | null>, body: { cursor?: string; limit?: number }): AsyncGenerator<unknown[]> {
  const used = new Set<string>()
  for (let wanted = body; ; ) {
    const { result, has_more, next_cursor } = (await read(wanted)) ?? {}
    yield (Array.isArray(result) ? result : result?.detail) ?? []
    if (!has_more || !next_cursor || used.has(next_cursor)) return
    used.add(next_cursor)
    wanted = { ...body, cursor: next_cursor }
  }
}
