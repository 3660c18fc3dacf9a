import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Mock, startMock } from '@klingkit/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const require = createRequire(import.meta.url)
const cli = path.resolve(import.meta.dirname, '../dist/cli.js')
const folder = mkdtempSync(path.join(tmpdir(), 'kling-contract-'))
const inFolder = (name: string) => path.join(folder, name)

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, speed: 'instant' })
})
afterAll(async () => {
  await mock.close()
  rmSync(folder, { recursive: true })
})

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { KLINGAI_API_KEY: _, ...env } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

describe('check', () => {
  test('ends with 0 when the contract is kept, and writes the reports', async () => {
    const files = ['--junit', inFolder('reports/contract.xml'), '--html', inFolder('contract.html')]
    const { code, stdout } = await run('check', '--base-url', mock.url, '--operation', 'createText2Video', '--operation', 'getText2Video', ...files)
    expect(stdout).toMatch(/The contract is kept\.\n$/)
    expect(code).toBe(0)
    expect(readFileSync(inFolder('reports/contract.xml'), 'utf8')).toContain('<testsuite name="createText2Video"')
    expect(readFileSync(inFolder('contract.html'), 'utf8')).toContain('<!doctype html>')
  })

  test('ends with 1 when it is broken', async () => {
    const { code, stdout } = await run('check', '--base-url', `${mock.url}/wrong`, '--operation', 'listText2Video')
    expect(stdout).toMatch(/The contract is broken\.\n$/)
    expect(code).toBe(1)
  })

  test.each([
    [['check'], /--base-url <url>' not specified/],
    [['check', '--base-url', 'kling'], /begins with http:\/\/ or https:\/\//],
    [['check', '--base-url', 'http://127.0.0.1:9', '--operation', 'getText2Video'], /nothing answers at http:\/\/127.0.0.1:9.*Is the server running\?/],
    [['check', '--base-url', 'http://127.0.0.1:9', '--operation', 'makeVideo'], /no operation 'makeVideo'/],
    [['check', '--base-url', 'https://api-singapore.klingai.com'], /no credential: set KLINGAI_API_KEY/],
    [['check', '--base-url', 'https://api-singapore.klingai.com', '--allow-paid'], /--max-units N/],
    [['check', '--base-url', 'http://127.0.0.1:9', '--max-units', 'many'], /Expected a number from 0/],
    [['har', inFolder('nowhere.har')], /nowhere\.har cannot be read/],
    [['diff', 'nowhere.json', 'installed'], /neither a file nor a version/],
    [['nonsense'], /unknown command/],
  ])('ends with 2 when it cannot be made: %j', async (args, message) => {
    const { code, stderr } = await run(...args)
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })
})

describe('diff', () => {
  const old = require.resolve('@klingkit/openapi/openapi.json')

  test('ends with 0 when nothing breaks; JSON and YAML are the same document', async () => {
    const same = await run('diff', old, require.resolve('@klingkit/openapi/openapi.yaml'), '--json')
    expect(JSON.parse(same.stdout)).toEqual({ bump: 'none', changes: [] })
    expect(same.code).toBe(0)
    expect((await run('diff', 'installed', old)).stdout).toBe('This asks for no new version: nothing has changed.\n')
  })

  test('ends with 1 when something does', async () => {
    const document = JSON.parse(readFileSync(old, 'utf8'))
    document.paths['/v1/videos/text2video'].post = undefined
    writeFileSync(inFolder('new.json'), JSON.stringify(document))
    const { code, stdout } = await run('diff', old, inFolder('new.json'))
    expect(stdout).toContain('  createText2Video\n    POST /v1/videos/text2video is gone')
    expect(stdout).toMatch(/This asks for a major version\.\n$/)
    expect(code).toBe(1)
  })
})

test.each([['--help'], ['check', '--help'], ['har', '--help'], ['diff', '--help']])('explains itself: %s %s', async (...args) => {
  const { code, stdout } = await run(...args.filter(Boolean))
  expect(stdout).toContain('Usage: kling-contract')
  expect(code).toBe(0)
})
