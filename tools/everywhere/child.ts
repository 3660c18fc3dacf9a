import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const running = new Set<ChildProcess>()

// Whatever ends this process ends what it started, each by its own id.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Starts a program; what it writes is collected. */
export function start(command: string, parameters: string[], cwd: string): { child: ChildProcess; output: () => string } {
  const child = spawn(command, parameters, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' },
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  return { child, output: () => output }
}

/** A program that goes on for so long after its work has left something running: a timer, a connection. */
const longest = 45_000

/** Runs a program to its end, and gives what it wrote. */
export async function run(command: string, parameters: string[], cwd: string): Promise<string> {
  const { child, output } = start(command, parameters, cwd)
  const timer = setTimeout(() => child.kill('SIGKILL'), longest)
  const [code, signal] = await once(child, 'close').finally(() => clearTimeout(timer))
  if (signal === 'SIGKILL') throw new Error(`it did not end within ${longest} ms; something was left running:\n${output()}`)
  if (code !== 0) throw new Error(`it ended with ${code}:\n${output()}`)
  return output()
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
