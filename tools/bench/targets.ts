import type { Loads } from './measures/loads.ts'
import type { StoreSizes } from './measures/store-size.ts'
import type { Row } from './measures/throughput.ts'
import { bare, prism, replay, type ServerKind, simulate } from './servers.ts'
import { medianRatio } from './statistics.ts'

/** A goal of the project and what was found. Figures are ratios within one run; a miss is reported, never an error. */
export interface Target {
  measure: string
  comparedWith: string
  /** How many times the other's figure. */
  ratio: number
  wanted: { atLeast: number } | { atMost: number }
  met: boolean
}

export function targetsOf({ creates, reads, replays, starts }: Loads, sizes: StoreSizes): Target[] {
  const started = (kind: ServerKind) => starts.find(({ server }) => server === kind.name)!
  const memory = [started(simulate).memory, started(prism).memory] as const
  const { few, many } = sizes
  return [
    atLeast('create', prism.name, ratio(creates, simulate, prism), 20),
    atLeast('create', bare.name, ratio(creates, simulate, bare), 0.6),
    atLeast('read one task', prism.name, ratio(reads, simulate, prism), 30),
    atLeast('read one task', bare.name, ratio(reads, simulate, bare), 0.65),
    atLeast('replay of an example', prism.name, ratio(replays, replay, prism), 5),
    atMost('start to first answer', prism.name, medianRatio(started(simulate).times, started(prism).times), 0.7),
    ...(memory.every(({ length }) => length > 0) ? [atMost('memory after start', prism.name, medianRatio(...memory), 0.5)] : []),
    atLeast('read one task, many stored', few.name, ratio(sizes.reads, many, few), 0.9),
    atLeast('create, many stored', few.name, ratio(sizes.creates, many, few), 0.9),
    // The same connections wait for their answers one after the other, so time per page is the inverse of pages per second.
    atMost('time of a list page, many stored', few.name, ratio(sizes.lists, few, many), 1.2),
  ]
}

function ratio(rows: Row[], ours: ServerKind, other: ServerKind): number {
  const perSecond = ({ name }: ServerKind) => rows.find(({ server }) => server === name)!.perSecond
  return medianRatio(perSecond(ours), perSecond(other))
}

function atLeast(measure: string, comparedWith: string, found: number, limit: number): Target {
  return { measure, comparedWith, ratio: found, wanted: { atLeast: limit }, met: found >= limit }
}

function atMost(measure: string, comparedWith: string, found: number, limit: number): Target {
  return { measure, comparedWith, ratio: found, wanted: { atMost: limit }, met: found <= limit }
}
