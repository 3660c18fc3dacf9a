/** What a change means for who uses the API by the document. */
export type Level = 'breaking' | 'additive' | 'documentation'

export interface Change {
  level: Level
  /** Operation id or name of a webhook; empty for the document itself. */
  operation: string
  /** For example `request.prompt`. */
  at: string
  message: string
}

/** Which part of a version goes up: `major` for what breaks, `minor` for what is new, `patch` for words only. */
export type Bump = 'major' | 'minor' | 'patch' | 'none'

export interface DiffReport {
  bump: Bump
  changes: Change[]
}

export function bumpOf(changes: readonly Change[]): Bump {
  if (changes.some(({ level }) => level === 'breaking')) return 'major'
  if (changes.some(({ level }) => level === 'additive')) return 'minor'
  return changes.length > 0 ? 'patch' : 'none'
}
