import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { install } from './install.ts'
import { connections, LoadGenerator } from './load/load.ts'
import { describeMachine } from './machine.ts'
import { measureLoads, requestsInWords } from './measures/loads.ts'
import { measureStoreSizes, storeRequestsInWords } from './measures/store-size.ts'
import type { Pace } from './measures/throughput.ts'
import { writeFigures } from './readme.ts'
import { type Results, tablesOf } from './report.ts'
import { documentFile, mockCli } from './servers.ts'
import { targetsOf } from './targets.ts'

/**
 * Measures kling-mock side by side with its peers, on loopback only. Prints tables, and writes them into the README and `results.json` beside this file.
 * Missed targets are part of the report; it fails only when something could not be measured.
 */
const pace: Pace = { rounds: 3, warmUpSeconds: 1, seconds: 2.25 }

for (const file of [documentFile, mockCli]) {
  if (existsSync(file)) continue
  console.error('The packages are not built yet: run `pnpm build` first.')
  process.exit(1)
}
const began = performance.now()
const say = (text: string) => console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`)
say('install the peers')
install()

const machine = describeMachine()
const generator = new LoadGenerator()
try {
  const loads = await measureLoads(generator, pace, say)
  const sizes = await measureStoreSizes(generator, { ...pace, seconds: 2 }, say)
  const results: Results = {
    date: new Date().toISOString(),
    machine,
    settings: { ...pace, connections },
    tookSeconds: (performance.now() - began) / 1000,
    loads: [
      { name: 'Create', request: requestsInWords.creates, rows: loads.creates },
      { name: 'Read one task', request: requestsInWords.reads, rows: loads.reads },
      { name: 'Replay of an example', request: requestsInWords.replays, rows: loads.replays },
      { name: 'Read one task, by tasks stored', request: storeRequestsInWords.reads, rows: sizes.reads },
      { name: 'List page, by tasks stored', request: storeRequestsInWords.lists, rows: sizes.lists },
      { name: 'Create, by tasks stored', request: storeRequestsInWords.creates, rows: sizes.creates },
    ],
    starts: loads.starts,
    sizes: sizes.sizes,
    targets: targetsOf(loads, sizes),
  }
  writeFileSync(path.join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFigures(tablesOf(results))
  console.log(tablesOf(results))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await generator.stop()
}
