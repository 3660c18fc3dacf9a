import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startMock } from '../src/index.js'
import { ask } from './support/ask.js'

const cli = path.resolve(import.meta.dirname, '../dist/cli.js')
const running: ChildProcess[] = []

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill()
      await once(child, 'exit')
    }
  }
})

interface Run {
  child: ChildProcess
  output: { stdout: string; stderr: string }
}

function run(options: string[], environment: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [cli, ...options], { env: { ...process.env, ...environment } })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (output.stdout += chunk))
  child.stderr.on('data', (chunk) => (output.stderr += chunk))
  running.push(child)
  return { child, output }
}

/** Runs to the end. */
async function finished(options: string[], environment?: Record<string, string>): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { child, output } = run(options, environment)
  const [code] = await once(child, 'close')
  return { code: code as number | null, ...output }
}

/** Runs until the line that says it is ready. */
async function ready(options: string[], environment?: Record<string, string>): Promise<Run & { url: string }> {
  const { child, output } = run(options, environment)
  while (!output.stdout.includes('\n')) {
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')])
    if (child.exitCode !== null) throw new Error(`kling-mock ended: ${output.stderr}`)
  }
  return { child, output, url: output.stdout.trim().replace('kling-mock listening on ', '') }
}

describe('kling-mock', () => {
  test('--port 0 prints one line with the address, and answers there', async () => {
    const { output, url } = await ready(['--port', '0'])
    expect(output.stdout).toMatch(/^kling-mock listening on http:\/\/127\.0\.0\.1:\d+\n$/)
    expect(output.stderr).toBe('')
    expect((await ask({ url }, '/v1/videos/text2video/1')).status).toBe(200)
  })

  test('ends with code 0 when it is told to', async () => {
    const { child } = await ready(['--port', '0'])
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('a taken port gives one clear line and code 1', async () => {
    await using mock = await startMock({ port: 0 })
    const { port } = new URL(mock.url)
    const { code, stdout, stderr } = await finished(['--port', port])
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toBe(`kling-mock: port ${port} on 127.0.0.1 is taken by another program; choose another one with --port, or 0 for any free one\n`)
  })

  test('an address of another machine gives one clear line and code 1', async () => {
    const { code, stderr } = await finished(['--port', '0', '--host', '192.0.2.1'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^kling-mock: cannot listen on 192\.0\.2\.1: .+\n$/)
  })

  test.each([
    [['--port', '70000'], 'Expected a whole number from 0 to 65535'],
    [['--port', 'http'], 'Expected a whole number'],
    [['--gateway', 'other'], 'Allowed choices are official, cometapi, cloudsway'],
    [['--mode', 'other'], 'Allowed choices are replay'],
    [['--spede', 'fast'], "unknown option '--spede'"],
  ])('%j is refused with the reason', async (options, reason) => {
    const { code, stderr } = await finished(options)
    expect(code).toBe(1)
    expect(stderr).toContain(reason)
  })

  test('--help tells every option, its variable, and how to try it', async () => {
    const { code, stdout } = await finished(['--help'])
    expect(code).toBe(0)
    for (const option of ['--port', '--host', '--mode', '--gateway', '--body-limit', '--no-cors']) expect(stdout).toContain(option)
    for (const variable of ['PORT', 'HOST', 'MODE', 'GATEWAY', 'BODY_LIMIT', 'NO_CORS']) expect(stdout).toContain(`KLING_MOCK_${variable}`)
    expect(stdout).toContain('curl -X POST http://127.0.0.1:4010/v1/videos/text2video')
  })

  test('--version tells the version', async () => {
    expect(await finished(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})

describe('KLING_MOCK_* variables', () => {
  test('set what the options set', async () => {
    const environment = {
      KLING_MOCK_PORT: '0',
      KLING_MOCK_GATEWAY: 'cometapi',
      KLING_MOCK_BODY_LIMIT: '10',
      KLING_MOCK_NO_CORS: '1',
      KLING_MOCK_HOST: 'localhost',
    }
    const { url } = await ready([], environment)
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect((await ask({ url }, '/kling/v1/videos/text2video/1')).status).toBe(200)
    expect((await ask({ url }, '/kling/v1/videos/text2video', { body: { prompt: 'a fox' } })).status).toBe(413)
    expect((await ask({ url }, '/kling/v1/videos/text2video/1', { headers: { origin: 'http://page' } })).headers.has('access-control-allow-origin')).toBe(false)
  })

  test('options win over variables', async () => {
    const { url } = await ready(['--gateway', 'official'], { KLING_MOCK_PORT: '0', KLING_MOCK_GATEWAY: 'cometapi' })
    expect((await ask({ url }, '/v1/videos/text2video/1')).status).toBe(200)
  })

  test('a bad value is refused with the reason', async () => {
    const { code, stderr } = await finished([], { KLING_MOCK_PORT: 'http' })
    expect(code).toBe(1)
    expect(stderr).toContain('KLING_MOCK_PORT')
  })
})

test('a program that closes its mock ends by itself: nothing is left open', async () => {
  const code = `
    const { startMock } = await import(${JSON.stringify(path.resolve(import.meta.dirname, '../dist/index.js'))})
    const mock = await startMock({ port: 0 })
    const answer = await fetch(mock.url + '/v1/videos/text2video/1', { headers: { authorization: 'Bearer any' } })
    await answer.text()
    await mock.close()
    console.log(answer.status)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code])
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(output).toBe('200\n')
})
