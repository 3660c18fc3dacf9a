import net from 'node:net'
import { expect, test } from 'vitest'
import { PortInUseError, startMock } from '../src/index.js'
import { ask } from './support/ask.js'

const portOf = (mock: { url: string }) => Number(new URL(mock.url).port)

test('port 0 picks a free port, and the address tells which', async () => {
  await using mock = await startMock({ port: 0, mode: 'replay' })
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(portOf(mock)).toBeGreaterThan(0)
})

test('many run side by side, each with a log of its own', async () => {
  const mocks = await Promise.all(Array.from({ length: 20 }, () => startMock({ port: 0, mode: 'replay' })))
  expect(new Set(mocks.map((mock) => mock.url)).size).toBe(20)
  await Promise.all(mocks.map((mock, index) => ask(mock, `/v1/videos/text2video/${index}`)))
  expect(mocks.map((mock) => mock.requests.map(({ url }) => url))).toEqual(mocks.map((_, index) => [`/v1/videos/text2video/${index}`]))
  await Promise.all(mocks.map((mock) => mock.close()))
})

test('so they do in simulate mode, each with tasks, account and clock of its own', async () => {
  const mocks = await Promise.all(Array.from({ length: 20 }, () => startMock({ port: 0 })))
  const [first, ...others] = mocks
  first!.control.clock.freeze(1_800_000_000_000)
  const { json } = await ask(first!, '/v1/videos/text2video', { body: { model_name: 'kling-v3', prompt: 'a fox' } })
  const reads = await Promise.all(mocks.map((mock) => ask(mock, `/v1/videos/text2video/${json.data.task_id}`)))
  expect(reads.map(({ status }) => status)).toEqual([200, ...others.map(() => 400)])
  expect(others.map(({ control }) => control.clock.frozen)).not.toContain(true)
  await Promise.all(mocks.map((mock) => mock.close()))
})

test('mocks of all three documents run side by side', async () => {
  const gateways = ['official', 'cometapi', 'cloudsway'] as const
  const mocks = await Promise.all(gateways.map((gateway) => startMock({ port: 0, mode: 'replay', gateway })))
  const paths = ['/v1/videos/text2video/1', '/kling/v1/videos/text2video/1', '/v1/ai/mine/kling/videos/text2video/1']
  const statuses = await Promise.all(mocks.flatMap((mock) => paths.map(async (path) => (await ask(mock, path)).status)))
  expect(statuses).toEqual([200, 404, 404, 404, 200, 404, 404, 404, 200])
  await Promise.all(mocks.map((mock) => mock.close()))
})

test('a taken port is told as such', async () => {
  await using mock = await startMock({ port: 0, mode: 'replay' })
  const second = startMock({ port: portOf(mock) })
  await expect(second).rejects.toThrow(PortInUseError)
  await expect(second).rejects.toThrow(`port ${portOf(mock)} on 127.0.0.1 is taken by another program`)
})

test('an address that is not of this machine is told as such', async () => {
  await expect(startMock({ port: 0, mode: 'replay', host: '192.0.2.1' })).rejects.toThrow('cannot listen on 192.0.2.1')
})

test.each([
  [{ port: 70_000 }, 'port is a whole number from 0 to 65535, not 70000'],
  [{ port: 0.5 }, 'port is a whole number'],
  [{ gateway: 'other' as never }, 'gateway is one of official, cloudsway, cometapi, not other'],
  [{ mode: 'other' as never }, 'mode is one of simulate, replay, proxy, not other'],
  [{ mode: 'proxy' as never }, 'mode proxy needs upstream, where requests are passed on to, for example https://api-singapore.klingai.com'],
  [{ mode: 'proxy' as never, upstream: 'api-singapore' }, 'upstream is an http or https address without query'],
  [{ mode: 'proxy' as never, upstream: 'https://me:secret@example.com' }, 'upstream has no place for a credential: clients send their own'],
  [{ upstream: 'https://example.com' }, 'upstream, record and allowPaid need mode proxy'],
  [{ accessKey: 'ak' }, 'accessKey and secretKey go together'],
  [{ webhookSecret: 'secret' }, 'webhookSecret is whsec_ followed by Base64'],
  [{ speed: 'slow' as never }, 'speed is one of instant, fast, real, not slow'],
  [{ reads: 0 }, 'reads is a whole number from 1 to 1000000, not 0'],
  [{ timeFactor: 0 }, 'timeFactor is a number above 0, not 0'],
  [{ apiKeys: 'key' as never }, /apiKeys is a list of texts$/],
  [{ secretKey: 12 as never }, /secretKey is a text$/],
  [{ mode: 'replay' as const, state: 'file' }, 'replay mode knows no tasks'],
  [{ bodyLimit: -1 }, 'bodyLimit is a whole number of bytes'],
])('an option that cannot be: %o', async (options, message) => {
  await expect(startMock(options)).rejects.toThrow(message)
})

test('an option that is undefined has its default', async () => {
  await using mock = await startMock({ port: 0, mode: 'replay', host: undefined, gateway: undefined })
  expect((await ask(mock, '/v1/videos/text2video/1')).status).toBe(200)
})

test('after close() nothing listens, and open connections have ended', async () => {
  const mock = await startMock({ port: 0, mode: 'replay' })
  const idle = net.connect(portOf(mock), '127.0.0.1')
  await new Promise((resolve) => idle.once('connect', resolve))
  const ended = new Promise((resolve) => idle.once('close', resolve))
  await mock.close()
  await ended
  await expect(fetch(mock.url)).rejects.toThrow()
  // A second close is harmless.
  await mock.close()
})
