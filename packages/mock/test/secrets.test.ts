import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { controlRoutes } from '../src/control-api/routes.js'
import { ask } from './support/ask.js'
import { startReceiver } from './support/receiver.js'
import { stateFolder } from './support/state-folder.js'
import { openTerminal, type Terminal } from './support/terminal.js'

/* A mock that was given secrets, and is sent secrets, right and wrong: nothing it writes, keeps or tells holds one of them. */

const secrets = {
  apiKey: 'hidden-api-key',
  accessKey: 'hidden-access-key',
  secretKey: 'hidden-secret-key',
  webhook: `whsec_${Buffer.from('hidden-webhook').toString('base64')}`,
}
const state = stateFolder().file()
const fox = { model_name: 'kling-v3', prompt: 'a fox' }
const text2video = '/v1/videos/text2video'

function jwt(key: string): string {
  const now = Math.floor(Date.now() / 1000)
  const [head, claims] = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: secrets.accessKey, exp: now + 60, nbf: now - 5 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return `${head}.${claims}.${createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url')}`
}

let terminal: Terminal
let mock: { url: string }
beforeAll(async () => {
  const variables = {
    KLING_MOCK_API_KEY: secrets.apiKey,
    KLING_MOCK_ACCESS_KEY: secrets.accessKey,
    KLING_MOCK_SECRET_KEY: secrets.secretKey,
    KLING_MOCK_WEBHOOK_SECRET: secrets.webhook,
  }
  terminal = openTerminal(`${process.execPath} dist/cli.js --port 0 --json --state ${state} --speed instant`, variables)
  mock = { url: JSON.parse((await terminal.until(/\n/)).split('\n')[0]!).url }
})
afterAll(() => terminal.close())

test('no secret is in the output, in the state file, in any answer or behind the control API', async () => {
  await using receiver = await startReceiver()
  const tokens = [secrets.apiKey, 'hidden-other-key', jwt(secrets.secretKey), jwt('hidden-forged')]
  const said: string[] = []
  const statuses: number[] = []
  for (const token of tokens) {
    for (const path of [text2video, '/text-to-video/kling-3.0-turbo', '/nowhere', `${text2video}/1`]) {
      const headers = { authorization: `Bearer ${token}`, cookie: `session=${token}`, 'x-api-key': token }
      const { status, text } = await ask(mock, path, { headers, ...(path === text2video ? { body: { ...fox, callback_url: receiver.url } } : {}) })
      statuses.push(status)
      said.push(text)
    }
  }
  expect(statuses).toEqual(expect.arrayContaining([200, 401, 404]))
  const calls = await receiver.after(3)
  expect(calls[0]!.headers['webhook-signature']).toMatch(/^v1,/)
  for (const { method, path } of controlRoutes) if (method === 'GET') said.push((await ask(mock, `/__kling${path}`)).text)
  const kept = readFileSync(state, 'utf8')
  expect(kept).toContain(receiver.url)
  const { output } = terminal
  expect(output.split('\n').length).toBeGreaterThan(statuses.length)
  for (const [place, text] of Object.entries({ answers: said.join('\n'), state: kept, output })) {
    const found = [...tokens, ...Object.values(secrets), secrets.webhook.slice(6), 'hidden-'].filter((secret) => text.includes(secret))
    expect([place, found]).toEqual([place, []])
  }
})
