import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createTasks } from '../ask.ts'
import { checkCreates, checkReplays, isFinished } from '../honesty.ts'
import type { LoadGenerator } from '../load/load.ts'
import { residentMemory, until } from '../processes.ts'
import type { StartRow } from '../report.ts'
import { create, createPath, read, replayed } from '../requests.ts'
import {
  bare,
  prism,
  type RunningServer,
  replay,
  type ServerKind,
  scalar,
  simulate,
  simulateByPrism,
  simulateWithState,
  startServer,
  stopServer,
} from '../servers.ts'
import { measureStarts } from './start.ts'
import { measureThroughput, type Pace, type Row } from './throughput.ts'

const tasksToRead = 100

export interface Loads {
  creates: Row[]
  reads: Row[]
  replays: Row[]
  starts: StartRow[]
}

/** Everything that is measured side by side: start, memory, creates, reads, replayed examples. */
export async function measureLoads(generator: LoadGenerator, pace: Pace, say: (text: string) => void): Promise<Loads> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'klingkit-bench-'))
  const servers: RunningServer[] = []
  try {
    say('start and memory')
    const started = await measureStarts([prism, scalar, bare, simulate, replay], pace.rounds)
    const running = (kind: ServerKind) => started.get(kind)!.server
    servers.push(...[...started.values()].map(({ server }) => server))
    const state = await startServer(simulateWithState(path.join(scratch, 'tasks.jsonl')))
    const byPrism = await startServer(simulateByPrism)
    servers.push(state, byPrism)

    const creators = [bare, prism, scalar, simulate].map(running).concat(state, byPrism)
    const replayers = [prism, scalar, replay, simulate].map(running)
    for (const server of creators) await checkCreates(server)
    for (const server of replayers) await checkReplays(server)
    const idsOf = new Map<RunningServer, string[]>()
    for (const server of creators) if (server.kind.stores) idsOf.set(server, await createTasks(server, create, tasksToRead))
    const anyIds = Array.from({ length: tasksToRead }, (_, index) => String(867_283_741_000_000 + index).padEnd(18, '0'))

    say('creates')
    const creates = await measureThroughput(
      generator,
      creators.map((server) => ({ server, load: create })),
      pace,
    )
    say('reads')
    for (const [server, ids] of idsOf) await until(`${server.kind.name} finishes a task`, 20, () => isFinished(server, ids.at(-1)!), 100)
    const reads = await measureThroughput(
      generator,
      creators.map((server) => ({ server, load: read(idsOf.get(server) ?? anyIds) })),
      pace,
    )
    say('replayed examples')
    const replays = await measureThroughput(
      generator,
      replayers.map((server) => ({ server, load: replayed })),
      pace,
    )

    const starts = [...started].map(([{ name, engine }, { times, memory, server }]) => ({
      server: name,
      engine,
      times,
      memory,
      memoryAfterLoads: residentMemory(server.pid),
    }))
    return { creates, reads, replays, starts }
  } finally {
    for (const server of servers) await stopServer(server)
    rmSync(scratch, { recursive: true, force: true })
  }
}

export const requestsInWords = {
  creates: `POST ${createPath}, checked and stored`,
  reads: `GET ${createPath}/{id}, ${tasksToRead} finished tasks in turn`,
  replays: `GET ${createPath}/{id} with Prefer: ${replayed.headers.prefer}`,
}
