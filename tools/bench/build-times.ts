import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Shows how long a build of all packages takes from nothing and from turbo's cache. The limits are the project's own: 90 s and 3 s on two cores. */
const root = path.resolve(import.meta.dirname, '../..')
const cold = seconds(['run', 'build', '--force', '--output-logs=errors-only'])
const cached = seconds(['run', 'build', '--output-logs=errors-only'])
console.log(`cold build   ${cold.toFixed(1)} s (at most 90)`)
console.log(`cached build ${cached.toFixed(1)} s (at most 3)`)
process.exitCode = cold <= 90 && cached <= 3 ? 0 : 1

function seconds(parameters: string[]): number {
  const began = performance.now()
  const { status } = spawnSync('turbo', parameters, { cwd: root, stdio: 'inherit', env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' } })
  if (status !== 0) process.exit(status ?? 1)
  return (performance.now() - began) / 1000
}
