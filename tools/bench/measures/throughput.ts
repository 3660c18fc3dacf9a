import type { Load, LoadGenerator, Measured } from '../load/load.ts'
import type { RunningServer } from '../servers.ts'
import { median } from '../statistics.ts'

/** One server under one load. */
export interface Row {
  server: string
  engine: string
  /** Requests per second, one per round. */
  perSecond: number[]
  /** Milliseconds, medians of the rounds. */
  p50: number
  p99: number
  serverBusy: number | undefined
  generatorBusy: number
  /** Microseconds of processor time per request. It says less of what a client feels, but more when the machine is not quiet. */
  serverTime: number | undefined
}

export interface Contestant {
  server: RunningServer
  load: Load
}

export interface Pace {
  rounds: number
  warmUpSeconds: number
  seconds: number
}

/** Each contestant is warmed up once; then every round measures all of them, one after the other. */
export async function measureThroughput(generator: LoadGenerator, contestants: Contestant[], { rounds, warmUpSeconds, seconds }: Pace): Promise<Row[]> {
  for (const { server, load } of contestants) await generator.run(server, load, warmUpSeconds)
  const measured = contestants.map((): Measured[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, { server, load }] of contestants.entries()) measured[index]!.push(await generator.run(server, load, seconds))
  }
  return contestants.map(({ server: { kind } }, index) => {
    const outcomes = measured[index]!
    return {
      server: kind.name,
      engine: kind.engine,
      perSecond: outcomes.map(({ perSecond }) => perSecond),
      p50: median(outcomes.map(({ p50 }) => p50)),
      p99: median(outcomes.map(({ p99 }) => p99)),
      serverBusy: medianIfKnown(outcomes.map(({ serverBusy }) => serverBusy)),
      generatorBusy: median(outcomes.map(({ generatorBusy }) => generatorBusy)),
      serverTime: medianIfKnown(outcomes.map(({ serverTime }) => serverTime)),
    }
  })
}

function medianIfKnown(values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : median(known)
}
