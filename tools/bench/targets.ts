import type { Loads } from './measures/loads.ts'
import { few, many, type StoreSizes } from './measures/store-size.ts'
import type { Row } from './measures/throughput.ts'
import { bare, prism, replay, type ServerKind, simulate } from './servers.ts'
import { medianRatio } from './statistics.ts'

/** How many times the other's figure ours is. */
interface Ratio {
  ratio: number
  /** The same made of the processor time per request, which other programs on the machine disturb less. */
  byProcessorTime?: number | undefined
}

/** A goal of the project and what was found. Figures are ratios within one run; a miss is reported, never an error. */
export interface Target extends Ratio {
  measure: string
  comparedWith: string
  wanted: { atLeast: number } | { atMost: number }
  met: boolean
}

export function targetsOf({ creates, reads, replays, starts }: Loads, sizes: StoreSizes): Target[] {
  const started = (kind: ServerKind) => starts.find(({ server }) => server === kind.name)!
  const memory = [started(simulate).memory, started(prism).memory] as const
  return [
    atLeast(20, 'create', prism, throughput(creates, simulate, prism)),
    atLeast(0.6, 'create', bare, throughput(creates, simulate, bare)),
    atLeast(30, 'read one task', prism, throughput(reads, simulate, prism)),
    atLeast(0.65, 'read one task', bare, throughput(reads, simulate, bare)),
    atLeast(5, 'replay of an example', prism, throughput(replays, replay, prism)),
    atMost(0.7, 'start to first answer', prism, { ratio: medianRatio(started(simulate).times, started(prism).times) }),
    ...(memory.every(({ length }) => length > 0) ? [atMost(0.5, 'memory after start', prism, { ratio: medianRatio(...memory) })] : []),
    atLeast(0.9, 'read one task, many stored', few, throughput(sizes.reads, many, few)),
    atLeast(0.9, 'create, many stored', few, throughput(sizes.creates, many, few)),
    // The same connections wait for their answers one after the other, so time per page is the inverse of pages per second.
    atMost(1.2, 'time of a list page, many stored', few, throughput(sizes.lists, few, many)),
    // An aim rather than a target.
    atMost(1, 'heap per stored task', { name: '1 KiB' }, { ratio: sizes.sizes.at(-1)!.heapPerTask / 1024 }),
  ]
}

/** Ours against the other's. */
function throughput(rows: Row[], ours: ServerKind, other: ServerKind): Ratio {
  const [our, others] = [ours, other].map(({ name }) => rows.find(({ server }) => server === name)!) as [Row, Row]
  return {
    ratio: medianRatio(our.perSecond, others.perSecond),
    byProcessorTime: our.serverTime && others.serverTime && others.serverTime / our.serverTime,
  }
}

function atLeast(limit: number, measure: string, { name }: { name: string }, found: Ratio): Target {
  return { measure, comparedWith: name, ...found, wanted: { atLeast: limit }, met: found.ratio >= limit }
}

function atMost(limit: number, measure: string, { name }: { name: string }, found: Ratio): Target {
  return { measure, comparedWith: name, ...found, wanted: { atMost: limit }, met: found.ratio <= limit }
}
