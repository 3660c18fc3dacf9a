import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs lines in a shell to their end, and gives what they print. */
export function runLines(lines: string, options: { cwd?: string; env?: Record<string, string> } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('sh', ['-ec', lines], { ...options, env: { ...process.env, ...options.env } }, (error, stdout, stderr) =>
      error ? reject(new Error(`${lines}\n${stderr}`)) : resolve(stdout),
    )
  })
}

export interface Terminal {
  output: string
  /** Waits until the output matches. */
  until(pattern: RegExp): Promise<string>
  close(): Promise<void>
}

/** Starts lines in a shell and leaves them running, as in a terminal of their own. */
export function openTerminal(lines: string, env: Record<string, string> = {}): Terminal {
  // `exec`: the shell makes way for the program, so that ending the one ends the other.
  const child = spawn('sh', ['-ec', `exec ${lines}`], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const terminal: Terminal = {
    output: '',
    async until(pattern) {
      while (!pattern.test(terminal.output)) {
        if (child.exitCode !== null) throw new Error(`it ended: ${lines}\n${terminal.output}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return terminal.output
    },
    close: () => closed(child),
  }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (terminal.output += chunk))
  return terminal
}

async function closed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}
