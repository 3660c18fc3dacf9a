import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { commandLine, optionsOf } from '../src/command-line.js'
import { startMock } from '../src/index.js'
import { fromConfigFile } from '../src/options/option-sources.js'
import { optionTable, variableOf } from '../src/options/option-table.js'
import { resolveOptions } from '../src/options/options.js'
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
    const { json } = await ask({ url }, '/v1/videos/text2video', { body: { model_name: 'kling-v3', prompt: 'a fox' } })
    expect((await ask({ url }, `/v1/videos/text2video/${json.data.task_id}`)).status).toBe(200)
    expect((await ask({ url }, '/v1/videos/text2video')).status).toBe(200)
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
    [['--gateway', 'other'], 'Allowed choices are official, cloudsway, cometapi'],
    [['--mode', 'proxy'], 'mode proxy needs upstream'],
    [['--seed-file', 'nowhere.json'], 'seed file nowhere.json cannot be read'],
  ])('%j is refused with the reason', async (options, reason) => {
    const { code, stderr } = await finished(options)
    expect(code).toBe(1)
    expect(stderr).toContain(reason)
  })

  // These need no process of their own: what the program does first is done here.
  test.each([
    [['--port', '70000'], 'Expected a whole number from 0 to 65535'],
    [['--port', 'http'], 'Expected a whole number'],
    [['--mode', 'other'], 'Allowed choices are simulate, replay, proxy'],
    [['--reads', '0'], 'Expected a whole number from 1 to 1000000'],
    [['--time-factor', 'fast'], 'Expected a number above 0'],
    [['--access-key', 'ak'], 'accessKey and secretKey go together'],
    [['--webhook-secret', 'secret'], 'webhookSecret is whsec_ followed by Base64'],
    [['--allow-host', 'http://mock'], 'allowHosts holds names of hosts'],
    [['--state-sync'], 'stateSync says how the state file is written, so it needs state'],
    [['--config', 'nowhere.json'], 'config file nowhere.json cannot be read'],
    [['--spede', 'fast'], "unknown option '--spede'"],
  ])('%j is refused with the reason as well', (options, reason) => {
    expect(() => {
      const program = commandLine()
        .exitOverride()
        .configureOutput({ writeErr: () => {} })
      resolveOptions(optionsOf(program.parse(options, { from: 'user' }), {}))
    }).toThrow(reason)
  })

  test('--help tells every option, its variable, and how to try it', async () => {
    const { code, stdout } = await finished(['--help'])
    expect(code).toBe(0)
    for (const row of optionTable) {
      expect(stdout).toContain(row.flag)
      expect(stdout.replace(/\s+/g, ' ')).toContain(`(env: ${variableOf(row)})`)
    }
    expect(stdout).toContain('curl -X POST http://127.0.0.1:4010/v1/videos/text2video')
    expect(stdout.replace(/\s+/g, ' ')).toContain('Prism itself is loaded by the first request with a Prefer header, in replay mode, and with --engine prism')
  })

  test('the curl lines of --help work as they stand', async () => {
    const { stdout } = await finished(['--help'])
    const { url } = await ready(['--port', '0'])
    const lines = stdout
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.trim().startsWith('curl '))
    expect(lines).toHaveLength(2)
    const statuses = lines.map(
      (line) =>
        /task_status":"(\w+)/.exec(
          execFileSync('sh', ['-c', line.replace(/ {4,}submitted.*/, '').replaceAll('http://127.0.0.1:4010', url)], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        )?.[1],
    )
    expect(statuses).toEqual(['submitted', 'submitted'])
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
    expect((await ask({ url }, '/kling/v1/videos/text2video/1')).text).toContain('Task not found')
    expect((await ask({ url }, '/kling/v1/videos/text2video', { body: { prompt: 'a fox' } })).status).toBe(413)
    expect((await ask({ url }, '/kling/v1/videos/text2video/1', { headers: { origin: 'http://page' } })).headers.has('access-control-allow-origin')).toBe(false)
  })

  test('options win over variables', async () => {
    const { url } = await ready(['--gateway', 'official'], { KLING_MOCK_PORT: '0', KLING_MOCK_GATEWAY: 'cometapi' })
    expect((await ask({ url }, '/v1/videos/text2video')).status).toBe(200)
  })

  test('a variable that no option has is refused with the nearest one', async () => {
    const { code, stderr } = await finished([], { KLING_MOCK_SPEDE: 'fast' })
    expect([code, stderr]).toEqual([1, 'kling-mock: KLING_MOCK_SPEDE is no variable of kling-mock; did you mean KLING_MOCK_SPEED?\n'])
  })

  test('a bad value is refused with the reason', async () => {
    const { code, stderr } = await finished([], { KLING_MOCK_PORT: 'http' })
    expect(code).toBe(1)
    expect(stderr).toContain('KLING_MOCK_PORT')
  })
})

describe('a config file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kling-mock-'))
  const write = (text: string) => {
    const file = path.join(folder, 'config.json')
    writeFileSync(file, text)
    return file
  }
  afterAll(() => rmSync(folder, { recursive: true }))

  test('sets what the options set; variables win over it, flags over both', async () => {
    const file = write('{ "port": 1, "apiKeys": ["from-file"], "gateway": "cometapi" }')
    const { url } = await ready(['--config', file, '--port', '0'], { KLING_MOCK_GATEWAY: 'official' })
    expect((await ask({ url }, '/v1/videos/text2video')).status).toBe(401)
    expect((await ask({ url }, '/v1/videos/text2video', { headers: { authorization: 'Bearer from-file' } })).status).toBe(200)
  })

  test.each([
    ['{ "spede": "fast" }', "'spede' is no option; did you mean speed?"],
    ['{ "api-key": ["k"] }', "'api-key' is no option; did you mean apiKeys?"],
    ['{ "port": "4010" }', 'port is a whole number from 0 to 65535, not "4010"'],
    ['{ "cors": "no" }', 'cors is true or false, not "no"'],
    ['[]', 'must hold a JSON object'],
    ['{', 'is no JSON'],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => fromConfigFile(write(text))).toThrow(reason)
  })

  test('that is refused ends the program with one line', async () => {
    const { code, stderr } = await finished(['--config', write('[]')])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^kling-mock: config file .+ must hold a JSON object.+\n$/)])
  })
})

describe('--json', () => {
  test('logs every request as a line of JSON, and no credential', async () => {
    const { url, output } = await readyJson(['--port', '0', '--json', '--api-key', 'secret-key-1', '--access-key', 'ak', '--secret-key', 'secret-key-2'])
    for (const key of ['secret-key-1', 'other-secret'])
      await ask({ url }, '/v1/videos/text2video', { body: { model_name: 'kling-v3', prompt: 'a fox' }, headers: { authorization: `Bearer ${key}` } })
    while (output.stdout.split('"type":"request"').length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    const lines = output.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ type: 'listening', url })
    expect(lines.filter(({ type }) => type === 'request').map(({ request }) => [request.operationId, request.status])).toEqual([
      ['createText2Video', 200],
      ['createText2Video', 401],
    ])
    expect(output.stdout + output.stderr).not.toMatch(/secret/)
  })

  async function readyJson(options: string[]): Promise<Run & { url: string }> {
    const started = await ready(options)
    return { ...started, url: JSON.parse(started.output.stdout.split('\n')[0]!).url }
  }
})

test('a program that closes its mock ends by itself: nothing is left open', async () => {
  const code = `
    const { startMock } = await import(${JSON.stringify(path.resolve(import.meta.dirname, '../dist/index.js'))})
    const mock = await startMock({ port: 0 })
    // A task whose callbacks are still to come, and one that nobody will ever answer.
    const body = JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox', callback_url: 'http://127.0.0.1:9/' })
    const answer = await fetch(mock.url + '/v1/videos/text2video', { method: 'POST', headers: { authorization: 'Bearer any', 'content-type': 'application/json' }, body })
    await answer.text()
    await mock.close()
    console.log(answer.status)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code])
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(output).toBe('200\n')
})
