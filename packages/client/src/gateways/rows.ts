import type { GatewayFacts } from './facts.js'

/** What a gateway makes of one operation. */
export interface Relayed {
  /** Undefined: Kling's own. */
  readonly path: string | undefined
  /** Why the operation is taken to be there, where the gateway does not document it. */
  readonly inferred: string | undefined
}

/** The rows of a gateway's table, by operation id. */
export function relayedOperations({ relayed, notes }: GatewayFacts): ReadonlyMap<string, Relayed> {
  return new Map(
    relayed.split('\n').map((row) => {
      const [id = '', ...rest] = row.split(' ')
      const note = rest.find((word) => word.startsWith('?'))
      return [id, { path: rest.find((word) => word.startsWith('/')), inferred: note && notes[Number(note.slice(1))] }]
    }),
  )
}
