import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createTasks } from './ask.ts'
import { isFinished } from './honesty.ts'
import { install } from './install.ts'
import { LoadGenerator } from './load/load.ts'
import { until } from './processes.ts'
import { create, listPages, read, replayed } from './requests.ts'
import { replay, simulate, startServer, stopServer } from './servers.ts'

/** Shows where kling-mock spends its time under one load: `node tools/bench/profile.ts create|read|list|replay`. The profile itself is kept for a viewer. */
const what = process.argv[2] ?? 'create'
const folder = path.join(import.meta.dirname, 'profiles', what)
install()
if (existsSync(folder)) rmSync(folder, { recursive: true })
mkdirSync(folder, { recursive: true })

const server = await startServer(what === 'replay' ? replay : simulate, ['--cpu-prof', '--cpu-prof-interval=200', `--cpu-prof-dir=${folder}`])
const generator = new LoadGenerator()
try {
  const ids = await createTasks(server, create, 1000)
  const load = { create, list: listPages, read: read(ids), replay: replayed }[what]
  if (!load) throw new Error(`unknown load ${what}: create, read, list or replay`)
  if (what === 'read') await until('the tasks are finished', 20, () => isFinished(server, ids.at(-1)!), 100)
  const { perSecond } = await generator.run(server, load, 8)
  console.log(`${what}: ${Math.round(perSecond)} requests/s while being profiled\n`)
} finally {
  await generator.stop()
  await stopServer(server)
}

interface Frame {
  functionName: string
  url: string
  lineNumber: number
}

interface Profile {
  nodes: { id: number; callFrame: Frame; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}

const [file] = readdirSync(folder)
const profile: Profile = JSON.parse(readFileSync(path.join(folder, file!), 'utf8'))
print('by room (own time)', selfTimes(profile, roomOf), 20)
print(
  'by function (own time)',
  selfTimes(profile, ({ functionName, url, lineNumber }) => `${functionName || '(anonymous)'}  ${shorten(url)}${lineNumber > 0 ? `:${lineNumber + 1}` : ''}`),
  30,
)
print(
  'by file (own time)',
  selfTimes(profile, ({ url, functionName }) => (url ? shorten(url) : functionName)),
  20,
)
print('with everything called (own code only)', totalTimes(profile), 35)

/** Share of the busy time that was spent in each place itself. */
function selfTimes({ nodes, samples, timeDeltas }: Profile, keyOf: (frame: Frame) => string): Map<string, number> {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const times = new Map<string, number>()
  samples.forEach((id, index) => {
    const frame = frames.get(id)!
    if (frame.functionName === '(idle)' || frame.functionName === '(program)') return
    const key = keyOf(frame)
    times.set(key, (times.get(key) ?? 0) + timeDeltas[index]!)
  })
  return times
}

/** Time of functions of this project with all they call. */
function totalTimes(profile: Profile): Map<string, number> {
  const { nodes, samples, timeDeltas } = profile
  const parents = new Map<number, number>()
  for (const { id, children = [] } of nodes) for (const child of children) parents.set(child, id)
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const times = new Map<string, number>()
  samples.forEach((leaf, index) => {
    const seen = new Set<string>()
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
      const { functionName, url, lineNumber } = frames.get(id)!
      if (!url.includes('/packages/') || url.includes('/node_modules/')) continue
      seen.add(`${functionName || '(anonymous)'}  ${shorten(url)}:${lineNumber + 1}`)
    }
    for (const key of seen) times.set(key, (times.get(key) ?? 0) + timeDeltas[index]!)
  })
  return times
}

function roomOf({ url, functionName }: Frame): string {
  if (url.startsWith('node:')) return 'Node: http, streams, events'
  const room = /\/packages\/(\w+)\//.exec(url)?.[1]
  if (room && !url.includes('/node_modules/')) return `packages/${room}`
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]
  if (library) return library
  // What Ajv compiles has no file.
  return functionName.startsWith('validate') ? 'ajv' : functionName || 'other'
}

function print(title: string, times: Map<string, number>, lines: number): void {
  const busy = [...selfTimes(profile, () => 'all').values()][0]!
  console.log(`${title}\n`)
  for (const [key, time] of [...times].sort((a, b) => b[1] - a[1]).slice(0, lines)) console.log(`${((time / busy) * 100).toFixed(1).padStart(6)} %  ${key}`)
  console.log('')
}

function shorten(url: string): string {
  return url.replace(/^.*\/node_modules\//, '').replace(/^.*\/packages\//, '')
}
