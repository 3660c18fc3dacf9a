import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

export interface MockProcess {
  url: string
  /** Bytes in use after everything unused was collected. */
  memory(): Promise<number>
  /** Everything it wrote. */
  output(): string
  child: ChildProcess
  [Symbol.asyncDispose](): Promise<void>
}

const program = path.join(import.meta.dirname, 'mock-process-program.mjs')

/** A mock in a process of its own, whose memory can be looked at, and which can be killed. */
export async function startMockProcess(options: object): Promise<MockProcess> {
  const child = fork(program, [JSON.stringify({ port: 0, ...options })], { execArgv: ['--expose-gc'], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the mock ended: ${output}`)))
  ended.catch(() => {})
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string]
  return {
    url,
    child,
    output: () => output,
    async memory() {
      child.send('memory')
      return ((await Promise.race([once(child, 'message'), ended])) as [number])[0]
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
