import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type Mock, startMock } from '@klingkit/mock'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { receiverCode } from '../src/callbacks/receiver-code.ts'
import type { ExampleRequest, OfferedOperation, View } from '../src/control/types.ts'
import { clientCode, curlCode } from '../src/create/client-code.ts'
import { parseExactly } from '../src/create/exact-json.ts'

/** Whatever is copied from the studio runs as it stands. */

const keys = { KLINGAI_API_KEY: 'any', COMETAPI_KEY: 'any', CLOUDSWAY_AK: 'any' }

describe.each(['official', 'cometapi', 'cloudsway'] as const)('code of the view %s', (view: View) => {
  let mock: Mock
  let operations: OfferedOperation[]
  let folder: string
  const control = async (place: string) => (await fetch(`${mock.url}/__kling${place}`)).json() as Promise<any>
  const bodyOf = async (id: string) => parseExactly(((await control(`/operations/${id}/examples`)).examples as ExampleRequest[])[0]!.text)

  beforeAll(async () => {
    // Beside the tests, so that the client is found.
    folder = mkdtempSync(path.join(import.meta.dirname, 'copied-'))
    for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value)
    mock = await startMock({ port: 0, gateway: view, speed: 'instant' })
    operations = (await control('/operations')).operations.filter(({ status, method }: OfferedOperation) => status !== 'retired' && method === 'POST')
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await mock.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('of the client, for every operation that is sent, and nothing is refused or ignored', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    expect(operations.length).toBeGreaterThan(5)
    for (const operation of operations) {
      // Each on its own: what is deleted cannot be deleted again.
      await mock.control.reset()
      // The wait is the same for all, and lasts as long as a wait does.
      const code = clientCode({ operation, body: await bodyOf(operation.id), view, origin: mock.url }).replace('await kling.wait(task)', 'task')
      const file = path.join(folder, `${view}-${operation.id}.mjs`)
      writeFileSync(file, code)
      await import(/* @vite-ignore */ pathToFileURL(file).href)
      expect(mock.requests.map(({ operationId, status, issues = [] }) => [operationId, status, issues])).toContainEqual([operation.id, 200, []])
    }
    vi.mocked(console.log).mockRestore()
  })

  test('of curl', async () => {
    const [operation] = operations
    const body = { ...((await bodyOf(operation!.id)) as object), prompt: "it's a fox" }
    const command = curlCode({ operation: operation!, body, view, origin: mock.url, trouble: 'code=1301' })
    const { stdout } = await promisify(execFile)('sh', ['-c', `${command} --silent`])
    expect(stdout).toContain('1301')
    expect(JSON.parse(mock.requests.at(-1)!.body!)).toMatchObject({ prompt: "it's a fox" })
  })
})

test.each([true, false])('code of a receiver, signed: %s', async (signed) => {
  const folder = mkdtempSync(path.join(import.meta.dirname, 'copied-'))
  const secret = `whsec_${btoa('a secret of twenty-four bytes')}`
  await using mock = await startMock({ port: 0, speed: 'instant', ...(signed ? { webhookSecret: secret } : {}) })
  // Any free port, told when it listens.
  const code = receiverCode(signed).replace('.listen(8787)', ".listen(0, '127.0.0.1', function () { console.log(this.address().port) })")
  const file = path.join(folder, 'receiver.mjs')
  writeFileSync(file, code)
  const receiver = spawn(process.execPath, [file], { env: { ...process.env, KLING_WEBHOOK_SECRET: secret }, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  receiver.stdout.on('data', (text) => {
    said += text
  })
  try {
    await expect.poll(() => said).toContain('\n')
    const callback_url = `http://127.0.0.1:${said.trim()}/`
    await fetch(`${mock.url}/v1/videos/text2video`, {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox', callback_url }),
    })
    await expect.poll(() => said).toMatch(/\d{18} succeeded/)
    await expect.poll(() => mock.control.callbacks.every(({ outcome }) => outcome === 'delivered')).toBe(true)
  } finally {
    const gone = once(receiver, 'exit')
    receiver.kill()
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a mock with credentials of its own: they are named, and never written down', async () => {
  await using mock = await startMock({ port: 0, speed: 'instant', accessKey: 'access', secretKey: 'secret', apiKeys: ['own-key'] })
  const { operations } = (await (await fetch(`${mock.url}/__kling/operations`)).json()) as { operations: OfferedOperation[] }
  const operation = operations.find(({ kind }) => kind === 'async task')!
  const sent = { operation, body: { model_name: 'kling-v3', prompt: 'a fox' }, view: 'official', origin: mock.url } as const
  const run = (command: string, env: object) => promisify(execFile)('sh', ['-c', `${command} --silent`], { env: { ...process.env, ...env } })
  const { stdout } = await run(curlCode({ ...sent, credentials: ['api-key'] }), { KLINGAI_API_KEY: 'own-key' })
  expect(JSON.parse(stdout).code).toBe(0)

  const folder = mkdtempSync(path.join(import.meta.dirname, 'copied-'))
  try {
    const file = path.join(folder, 'client.mjs')
    writeFileSync(file, clientCode({ ...sent, credentials: ['access-key'] }))
    const { KLINGAI_API_KEY: _, ...env } = process.env
    const done = await promisify(execFile)(process.execPath, [file], { env: { ...env, KLINGAI_ACCESS_KEY: 'access', KLINGAI_SECRET_KEY: 'secret' } })
    expect(done.stdout).toContain('succeed')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
