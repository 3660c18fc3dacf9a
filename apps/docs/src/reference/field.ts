import type { Rule } from './schema.ts'

/** Where a field stands. */
export type Place = 'body' | 'query' | 'path' | 'header' | 'response'

/** A rule, and the object it stands on. */
export interface PlacedRule extends Rule {
  /** Path of that object, as an anchor. */
  base: string
  place: Place
}

/** One field of a request or of an answer, as a reader looks it up. */
export interface Field {
  place: Place
  /** `settings.resolution`, `contents[type=prompt].text`. */
  path: string
  /** Fragment of its place on the page: the path, with the place before it unless it is the body. */
  anchor: string
  required: boolean
  /** Type, limits, default, dates; code between backticks. */
  facts: string[]
  /** Values that are too many to stand among the facts. */
  values: string[]
  description: string
  /** Sentences: what else the document says of it. */
  notes: string[]
  rules: PlacedRule[]
}

const prefixes: Record<Place, string> = { body: '', query: 'query.', path: 'path.', header: 'header.', response: 'response.' }

export function anchorOf(place: Place, path: string): string {
  return prefixes[place] + path
}
