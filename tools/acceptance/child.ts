import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const running = new Set<ChildProcess>()

// Whatever ends this process ends what it started, each by its own id.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

export interface Outcome {
  code: number
  output: string
}

/** Starts a Node program; what it writes is collected. */
export function start(parameters: string[], cwd: string): { child: ChildProcess; output: () => string } {
  return collect(spawn(process.execPath, parameters, { cwd, env: quiet, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** Runs a Node program to its end. */
export async function run(parameters: string[], cwd: string): Promise<Outcome> {
  return ended(start(parameters, cwd))
}

/** Runs any program to its end. */
export async function runCommand(command: string, parameters: string[], cwd: string): Promise<Outcome> {
  return ended(collect(spawn(command, parameters, { cwd, env: quiet, stdio: ['ignore', 'pipe', 'pipe'] })))
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** No messages home and no look for newer versions: only the npm registry is asked, and only by the installation. */
const quiet = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  SCARF_ANALYTICS: 'false',
  DO_NOT_TRACK: '1',
  NO_COLOR: '1',
  NODE_ENV: 'test',
}

function collect(child: ChildProcess) {
  running.add(child)
  child.once('exit', () => running.delete(child))
  let output = ''
  const add = (text: string) => {
    output += text
  }
  child.stdout?.setEncoding('utf8').on('data', add)
  child.stderr?.setEncoding('utf8').on('data', add)
  return { child, output: () => output }
}

async function ended({ child, output }: ReturnType<typeof collect>): Promise<Outcome> {
  const [code] = await once(child, 'close')
  return { code: code ?? 1, output: output() }
}
