import data from '@klingkit/openapi/voices.json' with { type: 'json' }

/** A voice or an avatar; of most only the id is known. */
export interface Voice {
  id: string
  name_en?: string
  name_zh?: string
  /** Month in which it was last seen to be taken, or to be refused. */
  taken?: string
  refused?: string
}

/** list -> its entries. */
export const voices: Record<string, Voice[]> = Object.fromEntries(
  Object.entries(data as Record<string, (string | Voice)[]>).map(([list, entries]) => [
    list,
    entries.map((entry) => (typeof entry === 'string' ? { id: entry } : entry)),
  ]),
)
