import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startReceiver } from './support/receiver.js'

const register = pathToFileURL(path.resolve(import.meta.dirname, '../dist/register.js')).href

/** Runs an application with the mock inside. */
async function run(code: string, environment: Record<string, string> = {}): Promise<{ code: number | null; lines: string[]; errors: string }> {
  const child = spawn(process.execPath, ['--import', register, '--input-type=module', '--eval', code], {
    env: { ...process.env, KLING_MOCK_SPEED: 'instant', ...environment },
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (output.stdout += chunk))
  child.stderr.on('data', (chunk) => (output.stderr += chunk))
  const [exit] = await once(child, 'close')
  return { code: exit as number | null, lines: output.stdout.trim().split('\n'), errors: output.stderr }
}

const create = `{ method: 'POST', headers: { authorization: 'Bearer any', 'content-type': 'application/json' }, body: JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox' }) }`

describe.concurrent('node --import @klingkit/mock/register', () => {
  test('answers fetch: a task is created, read, and its video downloaded', async () => {
    const { code, lines, errors } = await run(`
      const api = 'https://api-singapore.klingai.com/v1/videos/text2video'
      const { data } = await (await fetch(api, ${create})).json()
      const task = await (await fetch(api + '/' + data.task_id, { headers: { authorization: 'Bearer any' } })).json()
      const video = await fetch(task.data.task_result.videos[0].url)
      console.log(task.data.task_status, video.status, video.headers.get('content-type'), (await video.arrayBuffer()).byteLength > 10_000)`)
    expect([code, lines, errors]).toEqual([0, ['succeed 200 video/mp4 true'], ''])
  })

  test('says which Node it needs on an older one', async () => {
    // Node 20 lacks it.
    const older = `--import=data:text/javascript,${encodeURIComponent('delete Promise.withResolvers')}`
    const { code, errors } = await run('console.log(1)', { NODE_OPTIONS: older })
    expect(code).toBe(1)
    expect(errors).toContain('@klingkit/mock/register needs Node 22 or later')
  })

  test('answers node:https, which axios and its like are built on, and all hosts of the service share their tasks', async () => {
    const { code, lines } = await run(`
      import https from 'node:https'
      const ask = (host, method, path, body) => new Promise((resolve, reject) => {
        const request = https.request({ host, method, path, headers: { authorization: 'Bearer any', 'content-type': 'application/json' } }, (response) => {
          let text = ''
          response.on('data', (chunk) => (text += chunk)).on('end', () => resolve([response.statusCode, JSON.parse(text)]))
        })
        request.on('error', reject).end(body)
      })
      const [, { data }] = await ask('api-singapore.klingai.com', 'POST', '/v1/videos/text2video', '{"model_name":"kling-v3","prompt":"a fox"}')
      for (const host of ['api-singapore.klingai.com', 'api-beijing.klingai.com', 'api.klingai.com']) {
        const [status, body] = await ask(host, 'GET', '/v1/videos/text2video/' + data.task_id)
        console.log(status, body.data.task_id === data.task_id)
      }`)
    expect([code, lines]).toEqual([0, ['200 true', '200 true', '200 true']])
  })

  test('answers for the gateways under their own paths, each with tasks of its own', async () => {
    const { lines } = await run(`
      for (const url of ['https://api.cometapi.com/kling/v1/videos/text2video', 'https://genaiapi.cloudsway.net/v1/ai/mine/kling/videos/text2video']) {
        const { data } = await (await fetch(url, ${create})).json()
        const read = await fetch(url + '/' + data.task_id, { headers: { authorization: 'Bearer any' } })
        const elsewhere = await fetch('https://api-singapore.klingai.com/v1/videos/text2video/' + data.task_id, { headers: { authorization: 'Bearer any' } })
        console.log(read.status, elsewhere.status)
      }`)
    expect(lines).toEqual(['200 400', '200 400'])
  })

  test('lets everything else pass', async () => {
    await using receiver = await startReceiver((_call, response) => response.writeHead(207).end())
    const { lines } = await run(`
      import http from 'node:http'
      console.log((await fetch('${receiver.url}/any', { method: 'POST', body: 'hello' })).status)
      // Read to its end: who does not keeps the connection, and with it the process, for some seconds.
      http.get('${receiver.url}/any', (response) => console.log(response.resume().statusCode))`)
    expect(lines).toEqual(['207', '207'])
    expect(receiver.received[0]!.body).toBe('hello')
  })

  test('sends callbacks to this machine', async () => {
    await using receiver = await startReceiver()
    const { code } = await run(`
      const body = { model_name: 'kling-v3', prompt: 'a fox', callback_url: '${receiver.url}/hook' }
      await fetch('https://api-singapore.klingai.com/v1/videos/text2video', { method: 'POST', headers: { authorization: 'Bearer any', 'content-type': 'application/json' }, body: JSON.stringify(body) })`)
    expect(code).toBe(0)
    const [call] = await receiver.after(1)
    expect(JSON.parse(call!.body)).toMatchObject({ task_id: expect.any(String) })
  })

  test('makes the trouble that is asked for', async () => {
    const { lines } = await run(`
      const ask = (trouble) => fetch('https://api-singapore.klingai.com/v1/videos/text2video', { headers: { authorization: 'Bearer any', 'kling-mock-trouble': trouble } })
      console.log((await ask('code=1303')).status)
      console.log(await ask('reset').catch((error) => error.name))
      console.log((await (await ask('truncate=5,delay=10ms')).text()).length)`)
    expect(lines).toEqual(['429', 'TypeError', '5'])
  })

  test('takes its options from KLING_MOCK_* and says so when one is wrong', async () => {
    const ask = `console.log((await fetch('https://api-singapore.klingai.com/v1/videos/text2video', { headers: { authorization: 'Bearer any' } })).status)`
    expect((await run(ask, { KLING_MOCK_API_KEY: 'right' })).lines).toEqual(['401'])
    expect((await run(ask, { KLING_MOCK_API_KEY: 'right,any' })).lines).toEqual(['200'])
    const wrong = await run(ask, { KLING_MOCK_SPEED: 'slow' })
    expect([wrong.code, wrong.errors]).toEqual([1, expect.stringContaining("KLING_MOCK_SPEED: expected one of instant, fast, real, not 'slow'")])
  })
})
