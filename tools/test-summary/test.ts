import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Runs every check and test of the workspace, then the acceptance by outside tools and the client in every runtime, and ends with one line that counts the tests.
 * The counts come from the result files, so that tasks answered from turbo's cache count too.
 */
const root = path.resolve(import.meta.dirname, '../..')
const outcomes = [
  run('turbo', ['run', 'check', 'build', 'test', '--output-logs=errors-only', '--continue', ...process.argv.slice(2)]),
  run('node', ['tools/style/run.ts', 'ci', '--diagnostic-level=warn']),
  run('node', ['tools/acceptance/run.ts']),
  run('node', ['tools/everywhere/run.ts']),
]

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
    `${path.relative(root, path.dirname(file)).padEnd(24)} ${result.numPassedTests} passed, ${result.numFailedTests} failed${skipped > 0 ? `, ${skipped} not run` : ''}`,
  )
}
const broken = outcomes.filter((code) => code !== 0).length
if (broken > 0 && failed === 0) failed = broken
if (notRun > 0) console.log(`not run: ${notRun} tests, because this machine lacks a tool they need`)
console.log(`tests: ${passed} passed, ${failed} failed`)
process.exitCode = broken > 0 || failed > 0 || passed === 0 ? 1 : 0

function run(command: string, parameters: string[]): number {
  return (
    spawnSync(command, parameters, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...(process.env.CI ? { NO_COLOR: '1' } : {}) },
    }).status ?? 1
  )
}

function resultFiles(): string[] {
  return ['packages', 'tools', 'apps']
    .map((room) => path.join(root, room))
    .filter((room) => fs.existsSync(room))
    .flatMap((room) => fs.readdirSync(room).map((name) => path.join(room, name, 'test-results.json')))
    .filter((file) => fs.existsSync(file))
}
