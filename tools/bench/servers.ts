import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { freePort, type StartedProcess, startProcess, stopProcess, until } from './processes.ts'
import { createBody, createPath, headers } from './requests.ts'

const packages = path.resolve(import.meta.dirname, '../../packages')

/** The same full document for every peer. */
export const documentFile = path.join(packages, 'openapi/dist/openapi.json')
export const mockCli = path.join(packages, 'mock/dist/cli.js')

export interface ServerKind {
  name: string
  /** What checks and answers a request. */
  engine: string
  parameters(port: number): string[]
  /** Whether what was created can be read back. */
  stores: boolean
  /** Whether a body that breaks a documented rule is refused. */
  validates: boolean
  /** Whether it sends a message when it is ready for more than its first answer. */
  tells?: boolean
}

const peer = (file: string) => path.join(import.meta.dirname, file)
const mock =
  (...flags: string[]) =>
  (port: number) => [mockCli, '--port', String(port), ...flags]

export const prism: ServerKind = {
  name: `prism mock ${versionOf('@stoplight/prism-cli')}`,
  engine: 'Prism',
  // Silent, because writing a line per request to nobody would cost it a part of its speed.
  parameters: (port) => [peer('node_modules/@stoplight/prism-cli/dist/index.js'), 'mock', '--port', String(port), '--verboseLevel', 'silent', documentFile],
  stores: false,
  validates: true,
}

export const scalar: ServerKind = {
  name: `@scalar/mock-server ${versionOf('@scalar/mock-server')}`,
  engine: 'Hono, Ajv',
  parameters: (port) => [peer('peers/scalar.ts'), String(port), documentFile],
  stores: false,
  validates: true,
}

export const bare: ServerKind = {
  name: 'bare node:http',
  engine: 'JSON.parse, Map',
  parameters: (port) => [peer('peers/bare.ts'), String(port)],
  stores: true,
  validates: false,
}

export const simulate: ServerKind = {
  name: 'kling-mock',
  engine: 'compiled checks, simulator',
  parameters: mock('--mode', 'simulate'),
  stores: true,
  validates: true,
}

/** @param file where the tasks are kept */
export const simulateWithState = (file: string): ServerKind => ({
  name: 'kling-mock --state FILE',
  engine: 'compiled checks, simulator, file',
  parameters: mock('--mode', 'simulate', '--state', file),
  stores: true,
  validates: true,
})

export const simulateByPrism: ServerKind = {
  name: 'kling-mock --engine prism',
  engine: 'Prism, simulator',
  parameters: mock('--mode', 'simulate', '--engine', 'prism'),
  stores: true,
  validates: true,
}

export const replay: ServerKind = {
  name: 'kling-mock --mode replay',
  engine: 'Prism',
  parameters: mock('--mode', 'replay'),
  stores: false,
  validates: true,
}

/** kling-mock in which that many tasks are stored already. */
export const filled = (tasks: number): ServerKind & { tasks: number } => ({
  ...simulate,
  name: `kling-mock with ${tasks.toLocaleString('en-US')} tasks`,
  parameters: (port) => ['--expose-gc', peer('filled-mock.ts'), String(port), String(tasks)],
  tells: true,
  tasks,
})

export interface RunningServer {
  kind: ServerKind
  origin: string
  pid: number
  /** Milliseconds from the start of the process to the end of its first answer, a create. */
  startTime: number
  child: ChildProcess
  complaints: StartedProcess['complaints']
  /** Its first message. */
  told: Promise<any>
}

/** Starts a server and waits for its first answer. */
export async function startServer(kind: ServerKind, nodeFlags: string[] = []): Promise<RunningServer> {
  const port = await freePort()
  const began = performance.now()
  const { child, complaints } = startProcess([...nodeFlags, ...kind.parameters(port)], kind.tells)
  const told = new Promise((resolve) => child.once('message', resolve))
  const origin = `http://127.0.0.1:${port}`
  await until(
    `${kind.name} answers`,
    60,
    async () => {
      if (child.exitCode !== null) throw new Error(`${kind.name} ended with code ${child.exitCode}:\n${complaints()}`)
      return (await statusOf(origin).catch(() => undefined)) === 200
    },
    3,
  )
  return { kind, origin, pid: child.pid!, startTime: performance.now() - began, child, complaints, told }
}

export async function stopServer({ child }: RunningServer): Promise<void> {
  await stopProcess(child)
}

/** Without `fetch`, which takes its time when it is used first. */
function statusOf(origin: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${origin}${createPath}`, { method: 'POST', headers, agent: false, timeout: 20_000 }, (response) => {
      response
        .resume()
        .once('end', () => resolve(response.statusCode))
        .once('error', reject)
    })
    request.once('error', reject).once('timeout', () => request.destroy())
    request.end(createBody)
  })
}

function versionOf(name: string): string {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'package.json'), 'utf8')).dependencies[name]
}
