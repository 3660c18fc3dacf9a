import type { Change, Level } from './change.js'

/** A body that we send, or one that we get: what is allowed less breaks the one, what may come more breaks the other. */
export type Direction = 'request' | 'response'

/** `narrower`: fewer values fit than before; `wider`: more. */
export type Turn = 'narrower' | 'wider'

export type Note = Omit<Change, 'operation'>

export function levelOf(turn: Turn, direction: Direction): Level {
  return (turn === 'narrower') === (direction === 'request') ? 'breaking' : 'additive'
}
