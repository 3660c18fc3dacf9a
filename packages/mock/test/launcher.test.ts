import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'

const mock = path.resolve(import.meta.dirname, '../dist/cli.js')

/**
 * Starts what npm starts: npm, below it a shell, below that the mock. `launcher` stands above npm, as the terminal does.
 *
 * @param script what npm says that it runs; undefined: it was not npm
 */
async function started({ script, program = 'npm-cli.js' }: { script?: string; program?: string }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'kling-launcher-'))
  const line = `"${process.execPath}" "${mock}" --port 0 & echo "mock $!"; wait`
  const npm = `console.log('npm', process.pid); const shell = require('child_process').spawn('sh', ['-c', ${JSON.stringify(line)}], { stdio: ['ignore', 'inherit', 'inherit'] }); console.log('shell', shell.pid)`
  writeFileSync(path.join(folder, program), npm)
  const { npm_lifecycle_script: _, ...environment } = process.env
  const launcher = spawn('sh', ['-c', `"${process.execPath}" "${path.join(folder, program)}" & wait`], {
    env: { ...environment, ...(script === undefined ? {} : { npm_lifecycle_script: script }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pids: Record<string, number> = { launcher: launcher.pid! }
  let output = ''
  onTestFinished(() => {
    for (const pid of Object.values(pids)) if (isRunning(pid)) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true })
  })
  while (!/listening/.test(output)) output += String((await once(launcher.stdout!, 'data'))[0])
  for (const [, name, pid] of output.matchAll(/^(npm|shell|mock) (\d+)$/gm)) pids[name!] = Number(pid)
  return pids as Record<'launcher' | 'npm' | 'shell' | 'mock', number>
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Longer than the mock takes for two looks at what is above it. */
const twoLooks = () => new Promise((resolve) => setTimeout(resolve, 2500))

describe.skipIf(process.platform === 'win32')('a mock in the foreground of npx or of an npm script', () => {
  test.each([
    ['npx', "'kling-mock'"],
    ['an npm script', 'kling-mock --port 0 --speed instant'],
  ])('%s: ends when npm has handed a signal to the shell, which died of it', async (_, script) => {
    const { shell, mock } = await started({ script })
    process.kill(shell, 'SIGTERM')
    await expect.poll(() => isRunning(mock), { timeout: 15_000 }).toBe(false)
  })

  test('ends when npm was killed and its shell waits on', async () => {
    const { npm, mock } = await started({ script: 'kling-mock' })
    process.kill(npm, 'SIGKILL')
    await expect.poll(() => isRunning(mock), { timeout: 15_000 }).toBe(false)
  })

  test('stays as long as npm does, whatever becomes of the terminal', async () => {
    const { launcher, mock } = await started({ script: 'kling-mock' })
    process.kill(launcher, 'SIGKILL')
    await twoLooks()
    expect(isRunning(mock)).toBe(true)
  })
})

describe.skipIf(process.platform === 'win32')('a mock that shall stay does, when what started it is gone', () => {
  test.concurrent.each([
    ['started by a shell: kling-mock &, nohup', {}],
    ['put into the background by a script', { script: 'kling-mock --port 0 & vite' }],
    ['started by another program of npx', { script: 'my-launcher', program: 'my-launcher.js' }],
  ])('%s', async (_, how) => {
    const { npm, shell, mock } = await started(how)
    for (const pid of [npm, shell]) process.kill(pid, 'SIGKILL')
    await twoLooks()
    expect(isRunning(mock)).toBe(true)
  })
})
