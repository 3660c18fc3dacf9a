import data from '@klingkit/openapi/api-changelog.json' with { type: 'json' }

export interface Change {
  /** `2026-09-15`, or `2026-09` where only the time of year is known. */
  date: string
  about?: boolean
  change: string
  operations?: string[]
  origin: string
  source: string
  /** Its anchor on the page. */
  id: string
}

export const sources = data.sources as Record<string, { origin: string; date: string; what: string }>

/** Newest first; those of one day in the order in which the log has them. */
export const changes: Change[] = withAnchors(data.entries as Omit<Change, 'id'>[]).toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))

export function changesByYear(): Map<string, Change[]> {
  return Map.groupBy(changes, ({ date }) => date.slice(0, 4))
}

function withAnchors(entries: Omit<Change, 'id'>[]): Change[] {
  const seen = new Map<string, number>()
  return entries.map((entry) => {
    const count = (seen.get(entry.date) ?? 0) + 1
    seen.set(entry.date, count)
    return { ...entry, id: `change-${entry.date}-${count}` }
  })
}
