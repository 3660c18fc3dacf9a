import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startMock } from '../../packages/mock/dist/index.js'
import { nodeBinary } from './binaries.ts'
import { install } from './install.ts'
import { bun } from './runtimes/bun.ts'
import { chromium } from './runtimes/chromium.ts'
import { deno } from './runtimes/deno.ts'
import { node } from './runtimes/node.ts'
import type { Report, Runtime } from './runtimes/runtime.ts'
import { workerd } from './runtimes/workerd.ts'

/**
 * One suite of the client (`packages/client/test/everywhere`) in every runtime, against a mock on this machine. The runtimes are installed on the first run, from the lockfile of this folder; Chromium is
 * that of the machine. A name on the command line runs that one alone.
 */
const runtimes: Runtime[] = [
  node('Node 20', () => nodeBinary('node20')),
  node('Node 22', () => nodeBinary('node22')),
  node('Node 24', () => process.execPath), // the one this repository works with
  node('Node 26', () => nodeBinary('node26')),
  bun,
  deno,
  workerd,
  chromium,
]
const keys = { apiKey: 'an-api-key-for-every-runtime', accessKey: 'an-access-key', secretKey: 'a-secret-key-for-every-runtime' }
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-everywhere-'))
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }))

const counts = { passed: 0, failed: 0, notRun: 0 }
/** Runtimes that this machine has no program for, and how many checks they would have made. */
let missing = 0
let usual = 1

const wanted = process.argv[2]
const chosen = wanted === undefined ? runtimes : runtimes.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase())
if (chosen.length === 0) {
  console.error(`There is no runtime '${wanted}' here, but ${runtimes.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

install()
const { bundleSuite } = await import('./bundle.ts')
const suite = await bundleSuite(scratch)
const mock = await startMock({ port: 0, reads: 2, apiKeys: [keys.apiKey], accessKey: keys.accessKey, secretKey: keys.secretKey })
for (const runtime of chosen) await tryIn(runtime)
await mock.close()
counts.notRun = missing * usual

// The closing count of `pnpm test` is that of a whole run.
if (chosen.length === runtimes.length)
  fs.writeFileSync(
    path.join(import.meta.dirname, 'test-results.json'),
    `${JSON.stringify({ numPassedTests: counts.passed, numFailedTests: counts.failed, numPendingTests: counts.notRun })}\n`,
  )
console.log(`everywhere: ${counts.passed} passed, ${counts.failed} failed, ${counts.notRun} not run`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)

async function tryIn({ name, binary: locate, run }: Runtime): Promise<void> {
  const binary = locate()
  if (!binary) {
    missing++
    console.log(`${name.padEnd(8)}  not run: this machine has no program for it`)
    return
  }
  const began = performance.now()
  const folder = path.join(scratch, name.replaceAll(' ', '-'))
  fs.mkdirSync(folder)
  fs.copyFileSync(suite, path.join(folder, 'suite.mjs'))
  const { passed, failed } = await run(binary, { folder, place: { baseUrl: mock.url, ...keys } }).catch(
    (error: unknown): Report => ({ passed: [], failed: [{ name: 'the runtime itself', reason: String(error) }] }),
  )
  usual = Math.max(usual, passed.length + failed.length)
  counts.passed += passed.length
  counts.failed += failed.length
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${name.padEnd(8)}  ${passed.length} passed, ${failed.length} failed, ${seconds} s`)
  for (const check of failed) console.log(`    FAILED ${check.name}: ${check.reason}`)
}
