import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Ring, ringOf } from './ring.ts'

/**
 * Runs the checks and tests of a ring, and ends with one line that counts the tests. `fast`, the default, is for every change; `full` adds what takes long. Every line says which ring it is of; a test file named
 * `*.full.test.ts` is of the full ring, all others are of the fast one.
 * The counts come from the result files, so that tasks answered from turbo's cache count too.
 */
const root = path.resolve(import.meta.dirname, '../..')
const { ring, rest } = ringOf(process.argv.slice(2))

interface Part {
  ring: Ring
  command: string
  parameters: string[]
  /** The folder that its counts come from, where it is no package of the workspace. */
  folder?: string
}

const parts: Part[] = [
  // A suite has workers of its own: more suites at once than cores only make each other late.
  {
    ring: 'fast',
    command: 'turbo',
    parameters: [
      'run',
      'check',
      'build',
      'test',
      `--concurrency=${Math.max(2, os.availableParallelism())}`,
      '--output-logs=errors-only',
      '--continue',
      ...rest,
    ],
  },
  { ring: 'fast', command: 'node', parameters: ['tools/style/run.ts', 'ci', '--diagnostic-level=warn'] },
  { ring: 'fast', command: 'node', parameters: ['tools/changesets/src/check.ts'] },
  { ring: 'fast', command: 'node', parameters: ['tools/published/run.ts'], folder: 'tools/published' },
  { ring: 'fast', command: 'node', parameters: ['tools/acceptance/run.ts'], folder: 'tools/acceptance' },
  { ring: 'fast', command: 'node', parameters: ['tools/everywhere/run.ts'], folder: 'tools/everywhere' },
  { ring: 'fast', command: 'node', parameters: ['apps/docs/run.ts', 'test'], folder: 'apps/docs' },
  { ring: 'full', command: 'node', parameters: ['tools/rehearsal/run.ts'], folder: 'tools/rehearsal' },
]
const chosen = parts.filter((part) => ring === 'full' || part.ring === 'fast')
// What an earlier run left does not count for this one.
for (const { folder } of parts) if (folder) fs.rmSync(path.join(root, folder, 'test-results.json'), { force: true })
const outcomes = chosen.map(({ ring: own, command, parameters }) => {
  const began = performance.now()
  const code = run(command, parameters)
  console.log(`[${own}] ${[command, ...parameters].join(' ')}: ${code === 0 ? 'ok' : 'FAILED'}, ${Math.round((performance.now() - began) / 1000)} s`)
  return code
})

let passed = 0
let failed = 0
let notRun = 0
for (const file of resultFiles()) {
  const result = JSON.parse(fs.readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests?: number }
  passed += result.numPassedTests
  failed += result.numFailedTests
  // Tests that need a tool this machine lacks (Chromium) are skipped with a printed line; they must not look like passed ones.
  const skipped = result.numPendingTests ?? 0
  notRun += skipped
  console.log(
    `[${ringOfFolder(file)}] ${path.relative(root, path.dirname(file)).padEnd(24)} ${result.numPassedTests} passed, ${result.numFailedTests} failed${skipped > 0 ? `, ${skipped} not run` : ''}`,
  )
}
const broken = outcomes.filter((code) => code !== 0).length
if (broken > 0 && failed === 0) failed = broken
if (notRun > 0) console.log(`not run: ${notRun} tests, because this machine lacks a tool they need`)
for (const part of parts) if (!chosen.includes(part)) console.log(`[${part.ring}] not in the ${ring} ring: ${part.parameters.join(' ')} (.ci/run full)`)
console.log(`ring: ${ring}`)
console.log(`tests: ${passed} passed, ${failed} failed`)
process.exitCode = broken > 0 || failed > 0 || passed === 0 ? 1 : 0

function run(command: string, parameters: string[]): number {
  return (
    spawnSync(command, parameters, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', KLINGKIT_RING: ring, ...(process.env.CI ? { NO_COLOR: '1' } : {}) },
    }).status ?? 1
  )
}

function ringOfFolder(file: string): Ring {
  return parts.find(({ folder }) => folder && path.join(root, folder) === path.dirname(file))?.ring ?? 'fast'
}

function resultFiles(): string[] {
  return ['packages', 'tools', 'apps']
    .map((room) => path.join(root, room))
    .filter((room) => fs.existsSync(room))
    .flatMap((room) => fs.readdirSync(room).map((name) => path.join(room, name, 'test-results.json')))
    .filter((file) => fs.existsSync(file))
}
