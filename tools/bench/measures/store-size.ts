import { ask } from '../ask.ts'
import type { Load, LoadGenerator } from '../load/load.ts'
import { residentMemory } from '../processes.ts'
import { create, createPath, listPages, read } from '../requests.ts'
import { filled, type RunningServer, startServer, stopServer } from '../servers.ts'
import { measureThroughput, type Pace, type Row } from './throughput.ts'

export interface StoreSize {
  tasks: number
  /** Seconds from the start of the process until all are there. */
  seconds: number
  /** Resident, in MiB. */
  memory: number | undefined
  /** Bytes of JavaScript heap that each task holds. */
  heapPerTask: number
}

export interface StoreSizes {
  reads: Row[]
  lists: Row[]
  creates: Row[]
  sizes: StoreSize[]
}

export const few = filled(1000)
export const many = filled(1_000_000)

/** Whether a million tasks slow the mock down: the same loads on two servers that differ in nothing but their tasks. */
export async function measureStoreSizes(generator: LoadGenerator, pace: Pace, say: (text: string) => void): Promise<StoreSizes> {
  const servers: RunningServer[] = []
  const measure = (loadOf: (index: number) => Load) =>
    measureThroughput(
      generator,
      servers.map((server, index) => ({ server, load: loadOf(index) })),
      pace,
    )
  try {
    const sizes: StoreSize[] = []
    const ids: string[][] = []
    for (const kind of [few, many]) {
      say(`lay out ${kind.tasks.toLocaleString('en-US')} tasks`)
      const began = performance.now()
      const server = await startServer(kind)
      servers.push(server)
      const { heapPerTask } = await server.told
      sizes.push({ tasks: kind.tasks, seconds: (performance.now() - began) / 1000, memory: residentMemory(server.pid), heapPerTask })
      ids.push(await someIds(server, kind.tasks))
    }
    say('reads, lists and creates with few and with many tasks')
    const reads = await measure((index) => read(ids[index]!))
    const lists = await measure(() => listPages)
    // Last, because they make the small store bigger.
    const creates = await measure(() => create)
    return { reads, lists, creates, sizes }
  } finally {
    for (const server of servers) await stopServer(server)
  }
}

/** Ids from pages all over the list, as far as page numbers reach. */
async function someIds(server: RunningServer, tasks: number): Promise<string[]> {
  const pages = 20
  const size = 50
  const last = Math.min(1000, Math.floor(tasks / size))
  const ids: string[] = []
  for (let page = 0; page < pages; page++) {
    const number = 1 + Math.floor((page * (last - 1)) / (pages - 1))
    const { body } = await ask(server, { ...listPages, paths: [`${createPath}?pageNum=${number}&pageSize=${size}`] })
    ids.push(...body.data.map(({ task_id }: { task_id: string }) => task_id))
  }
  if (ids.length !== pages * size) throw new Error(`${server.kind.name} lists ${ids.length} tasks on ${pages} pages of ${size}`)
  return ids
}

export const storeRequestsInWords = {
  reads: `GET ${createPath}/{id}, 1000 finished tasks in turn`,
  lists: `GET ${listPages.paths.join(' and ')} in turn`,
  creates: `POST ${createPath}, checked and stored`,
}
