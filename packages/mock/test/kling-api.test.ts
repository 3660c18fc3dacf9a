import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

/* `kling-api` 1.0.0 from npm, axios underneath, knows nothing of the mock: only `--import @klingkit/mock/register` stands between. */

const home = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'kling-api-'))
afterAll(() => rmSync(folder, { recursive: true }))

function node(args: string[], environment: Record<string, string> = {}): Promise<{ stdout: string; code: number }> {
  const env = { ...process.env, KLING_MOCK_SPEED: 'instant', KLING_ACCESS_KEY: 'ak', KLING_SECRET_KEY: 'sk', ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', '@klingkit/mock/register', ...args], { cwd: home, env }, (error, stdout, stderr) =>
      resolve({ stdout: stdout + stderr, code: error ? Number(error.code) : 0 }),
    )
  })
}

const verified = { KLING_MOCK_ACCESS_KEY: 'ak', KLING_MOCK_SECRET_KEY: 'sk' }

describe('the library', () => {
  const program = (keys: string) => `
    import { writeFileSync } from 'node:fs'
    import { KlingAPI } from 'kling-api'
    const api = new KlingAPI(${keys})
    const task = await api.textToVideo({ prompt: 'a fox', model_name: 'kling-v2-6', duration: '5' })
    const done = await api.waitForVideoResult(task.data.task_id, undefined, { interval: 10, showSpinner: false })
    const video = await fetch(done.data.task_result.videos[0].url)
    const account = await api.getAccountInfo(Date.now() - 1e9, Date.now())
    console.log(task.data.task_status, done.data.task_status, video.headers.get('content-type'), account.data.resource_pack_subscribe_infos.length)`
  const run = (keys: string) => node(['--input-type=module', '--eval', program(keys)], verified)

  test('creates, waits, downloads and reads the account; its JWT is verified', async () => {
    const { stdout, code } = await run(`{ accessKey: 'ak', secretKey: 'sk' }`)
    expect([stdout.trim(), code]).toEqual(['submitted succeed video/mp4 3', 0])
  })

  test('is told when its key is wrong', async () => {
    const { stdout, code } = await run(`{ accessKey: 'ak', secretKey: 'other' }`)
    expect(code).toBe(1)
    expect(stdout).toMatch(/KlingAPIError|401|signature/i)
    expect(stdout).not.toMatch(/\bsk\b|"other"/)
  })
})

test('the command line makes a video and saves it', async () => {
  const cli = path.join(home, 'node_modules/kling-api/dist/cli.js')
  const args = ['--output-dir', folder, 'video', 'text2video', '--model', 'kling-v2-6', '--prompt', 'a fox', '--wait']
  const { stdout, code } = await node([cli, ...args], { ...verified, KLING_POLL_INTERVAL: '10' })
  expect(code, stdout).toBe(0)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const [video] = files.filter((name) => name.endsWith('.mp4'))
  expect(readFileSync(path.join(folder, video!)).subarray(4, 8).toString()).toBe('ftyp')
})
