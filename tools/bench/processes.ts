import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

const running = new Set<ChildProcess>()

// Whatever ends this process ends what it started, each by its own id.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

export interface StartedProcess {
  child: ChildProcess
  /** What it wrote to the error stream last. */
  complaints(): string
}

/** Starts a Node program. Only one that says so gets a channel to tell us something. */
export function startProcess(parameters: string[], tells = false): StartedProcess {
  const child = watch(
    spawn(process.execPath, parameters, { cwd: import.meta.dirname, env: quiet, stdio: ['ignore', 'ignore', 'pipe', ...(tells ? (['ipc'] as const) : [])] }),
  )
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text = (text + part).slice(-4000)
  })
  return { child, complaints: () => text }
}

/** Sees to it that a child does not outlive this process. */
export function watch<Child extends ChildProcess>(child: Child): Child {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/**
 * Keeps the main thread of a process on one core, where the system can (Linux). Left alone, the scheduler now and then puts the sender and the server of quick answers on the same core for seconds, which
 * halves a figure by chance. Helper threads (garbage collection, compilation) stay free.
 */
export function keepOnCore(pid: number, core: 0 | 1): boolean {
  return os.availableParallelism() > 1 && spawnSync('taskset', ['--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' }).status === 0
}

/** Ends a process by its id: asked first, forced after two seconds. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const forced = setTimeout(() => child.kill('SIGKILL'), 2000)
  await gone
  clearTimeout(forced)
}

/** Resident memory in MiB, where the system tells (Linux). */
export function residentMemory(pid: number): number | undefined {
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(systemFile(`/proc/${pid}/status`))?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024
}

/** Milliseconds of processor time used so far, where the system tells (Linux). */
export function processorTime(pid: number): number | undefined {
  // Fields 14 and 15 count hundredths of a second; the name in field 2 may hold anything.
  const fields = systemFile(`/proc/${pid}/stat`).split(') ').at(-1)!.split(' ')
  return fields.length < 13 ? undefined : (Number(fields[11]) + Number(fields[12])) * 10
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Waits until something is so. */
export async function until(what: string, seconds: number, check: () => Promise<boolean>, everyMilliseconds = 10): Promise<void> {
  const end = performance.now() + seconds * 1000
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${seconds} s`)
    await pause(everyMilliseconds)
  }
}

/** No messages home, and no setting of the caller's that changes how a server behaves. */
const quiet: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(KLING|NODE_OPTIONS|NODE_ENV)/.test(name))),
  SCARF_ANALYTICS: 'false',
  DO_NOT_TRACK: '1',
  NO_COLOR: '1',
}

function systemFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
