import { setTimeout as pause } from 'node:timers/promises'
import { residentMemory } from '../processes.ts'
import { type RunningServer, type ServerKind, startServer, stopServer } from '../servers.ts'

export interface Started {
  /** Milliseconds from the start of the process to its first answer, one per round. */
  times: number[]
  /** MiB half a second after the first answer, one per round; empty where the system does not tell. */
  memory: number[]
  /** The server of the last round, still running. */
  server: RunningServer
}

/** Starts every server once per round; those of the last round stay. */
export async function measureStarts(kinds: ServerKind[], rounds: number): Promise<Map<ServerKind, Started>> {
  const started = new Map<ServerKind, Started>()
  for (let round = 1; round <= rounds; round++) {
    for (const kind of kinds) {
      const server = await startServer(kind)
      const { times, memory }: Pick<Started, 'times' | 'memory'> = started.get(kind) ?? { times: [], memory: [] }
      await pause(500)
      times.push(server.startTime)
      const resident = residentMemory(server.pid)
      if (resident !== undefined) memory.push(resident)
      started.set(kind, { times, memory, server })
      if (round < rounds) await stopServer(server)
    }
  }
  return started
}
