import path from 'node:path'
import { ask } from '../ask.ts'
import type { LoadGenerator } from '../load/load.ts'
import { residentMemory, until } from '../processes.ts'
import type { StoreRow } from '../report.ts'
import { create, createPath, headers, listPages, read } from '../requests.ts'
import { type RunningServer, type ServerKind, simulate, startServer, stopServer } from '../servers.ts'
import { measureThroughput, type Pace, type Row } from './throughput.ts'

const few = 1000
const many = 1_000_000
const idsRead = 1000

export interface StoreSizes {
  reads: Row[]
  lists: Row[]
  creates: Row[]
  store: StoreRow[]
  bytesPerTask: number | undefined
}

/** Whether a million tasks slow the mock down: the same loads on two servers that differ in nothing but their tasks. */
export async function measureStoreSizes(generator: LoadGenerator, pace: Pace, say: (text: string) => void): Promise<StoreSizes> {
  const servers: RunningServer[] = []
  try {
    const store: StoreRow[] = []
    const ids: string[][] = []
    for (const count of [few, many]) {
      say(`fill with ${count} tasks`)
      const began = performance.now()
      const server = await startServer(filled(count))
      servers.push(server)
      const health = { method: 'GET' as const, paths: ['/__kling/health'], headers: {} }
      await until(`${count} tasks are stored`, 120, async () => (await ask(server.origin, health)).body.tasks >= count, 100)
      store.push({ tasks: count, filled, fillSeconds: (performance.now() - began) / 1000, memory: residentMemory(server.pid) })
      ids.push(await idsOf(server, count))
    }
    const contestants = (loadOf: (index: number) => Parameters<typeof read>[0]) => servers.map((server, index) => ({ server, load: read(loadOf(index)) }))
    // Creates come last, because they make the small store bigger.
    say('reads, lists and creates with few and many tasks')
    const reads = await measureThroughput(generator, contestants((index) => ids[index]!), pace)
    const lists = await measureThroughput(generator, servers.map((server) => ({ server, load: listPages })), pace)
    const creates = await measureThroughput(generator, servers.map((server) => ({ server, load: create })), pace)
    return { reads, lists, creates, store, bytesPerTask: undefined }
  } finally {
    for (const server of servers) await stopServer(server)
  }
}
