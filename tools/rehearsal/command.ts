import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

interface Settings {
  env: Record<string, string>
  /** Milliseconds until it is given up. */
  longest?: number
}

const running = new Set<ChildProcess>()
// Whatever ends this process ends what it started: each is the head of a group of its own, because npx and shells start further programs.
process.on('exit', () => running.forEach(kill))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Runs a program to its end, and gives what it wrote to its standard output. */
export async function command(file: string, parameters: string[], folder: string, { env, longest = 240_000 }: Settings): Promise<string> {
  const program = open(file, parameters, folder, { env })
  const timer = setTimeout(() => kill(program.child), longest)
  const [code] = await once(program.child, 'close').finally(() => clearTimeout(timer))
  if (code !== 0)
    throw new Error(
      `${[file.split('/').at(-1), ...parameters].join(' ').slice(0, 300)} ended with ${code}:\n${(program.errors() + program.output()).slice(-3000)}`,
    )
  return program.output()
}

export interface Program {
  child: ChildProcess
  output(): string
  errors(): string
  /** Waits until what it writes matches. */
  until(pattern: RegExp): Promise<RegExpExecArray>
  close(): Promise<void>
}

/** Starts a program and leaves it running. */
export function open(file: string, parameters: string[], folder: string, { env }: Settings): Program {
  const child = spawn(file, parameters, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
  running.add(child)
  child.once('close', () => running.delete(child))
  const text = { output: '', errors: '' }
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text.output += piece))
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text.errors += piece))
  return {
    child,
    output: () => text.output,
    errors: () => text.errors,
    async until(pattern) {
      for (const end = Date.now() + 120_000; ; ) {
        const match = pattern.exec(text.output)
        if (match) return match
        if (child.exitCode !== null || Date.now() > end) throw new Error(`it never wrote ${pattern}:\n${text.output}${text.errors}`)
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'close')
      kill(child)
      await gone
    },
  }
}

function kill(child: ChildProcess): void {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid!, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
