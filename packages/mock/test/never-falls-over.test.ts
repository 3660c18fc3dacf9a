import net from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './support/ask.js'
import { isKlingShape, refusalOf } from './support/kling-shape.js'
import { type MockProcess, startMockProcess } from './support/mock-process.js'
import { rawRequest } from './support/send-raw.js'

const megabyte = 1024 * 1024
const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }
const text2video = '/v1/videos/text2video'
const secrets = ['very-secret-api-key', 'very-secret-signing-key']

let mock: MockProcess
let before: number
beforeAll(async () => {
  mock = await startMockProcess({ apiKeys: [secrets[0]!, 'any'], accessKey: 'ak', secretKey: secrets[1]! })
  // What is loaded on first use is loaded now.
  await create(fox)
  await create({ prompt: 12 })
  before = await mock.memory()
})
afterAll(() => mock[Symbol.asyncDispose]())

const create = (body: unknown) => ask(mock, text2video, { body })
const open = (head: string) => {
  const { hostname, port } = new URL(mock.url)
  const socket = net.connect(Number(port), hostname, () => socket.write(head))
  socket.on('error', () => {})
  return socket
}

describe('what would make other servers fall over', () => {
  test('a body of 100 MB', { timeout: 60_000 }, async () => {
    const { status, json } = await create(new Uint8Array(100 * megabyte))
    expect([status, json]).toEqual([413, refusalOf(1200)])
  })

  test('pictures of 40 MB, accepted and refused', { timeout: 60_000 }, async () => {
    const image = 'A'.repeat(40 * megabyte)
    // Twice: what is kept of each shows below, where 60 MB are too much.
    for (let count = 0; count < 2; count++) {
      expect((await ask(mock, '/v1/videos/image2video', { body: { model_name: 'kling-v3', image, prompt: 'it moves' } })).status).toBe(200)
      expect((await ask(mock, '/v1/videos/image2video', { body: { model_name: 'kling-v3', image, prompt: 12 } })).status).toBe(400)
      expect(
        (await ask(mock, '/v1/videos/image2video', { body: { model_name: 'kling-v3', image: 'https://cdn.example.com/a.png', prompt: 'x', note: image } }))
          .status,
      ).toBe(200)
    }
  })

  test.each([1_000, 100_000])('JSON %i levels deep, in unknown and in known members', async (depth) => {
    for (const member of ['note', 'camera_control', 'multi_prompt', 'prompt']) {
      for (const [left, right] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const { status, text } = await create(`{"model_name":"kling-v3","prompt":"x","${member}":${left.repeat(depth)}1${right.repeat(depth)}}`)
        expect(isKlingShape(status, text), text.slice(0, 200)).toBe(true)
        expect(status, text.slice(0, 200)).not.toBe(500)
      }
    }
    expect((await ask(mock, `${text2video}?pageSize=500`)).status).toBe(200)
  })

  test('a body with 200,000 members nobody knows', async () => {
    const { status, headers } = await create({ ...fox, ...Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`m${index}`, index])) })
    expect(status).toBe(200)
    expect(headers.get('kling-mock-warning')!.length).toBeLessThan(5000)
  })

  test('connections that are cut or never finish', async () => {
    const head = rawRequest(`POST ${text2video}`, { 'content-type': 'application/json', 'content-length': '1000000' })
    const waiting = Array.from({ length: 200 }, (_, index) => open(head + 'x'.repeat(index * 50)))
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (const socket of waiting) socket.destroy()
    expect((await create(fox)).status).toBe(200)
  })

  test('requests that arrive letter by letter', async () => {
    const request = rawRequest(`POST ${text2video}`, { 'content-type': 'application/json' }, JSON.stringify(fox))
    const answers = Array.from({ length: 20 }, async () => {
      const socket = open('')
      let text = ''
      socket.setNoDelay(true).on('data', (chunk) => (text += chunk))
      for (const letter of request) {
        socket.write(letter)
        await new Promise((resolve) => setImmediate(resolve))
      }
      await new Promise((resolve) => socket.once('close', resolve))
      return text.slice(0, 15)
    })
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 200 OK']))
  })

  test('a page that listens to the events and never reads them is cut off', async () => {
    const listener = open(rawRequest('GET /__kling/events', { host: '127.0.0.1' })).pause()
    const closed = new Promise((resolve) => listener.once('close', resolve))
    const note = 'n'.repeat(16_000)
    // More than the mock keeps for it and the system's buffers hold.
    for (let count = 0; count < 10; count++) await Promise.all(Array.from({ length: 100 }, () => create({ prompt: 12, note })))
    listener.resume()
    await closed
    expect((await create(fox)).status).toBe(200)
  })

  test('clients that go away before they are answered', async () => {
    const trouble = rawRequest(`POST ${text2video}`, { 'content-type': 'application/json', 'kling-mock-trouble': 'delay=60s' }, JSON.stringify(fox))
    const waiting = Array.from({ length: 100 }, () => open(trouble))
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (const socket of waiting) socket.destroy()
    expect((await create(fox)).status).toBe(200)
  })
})

test('afterwards the memory is free again, and no secret was ever written or kept', async () => {
  const { json } = await ask(mock, '/__kling/requests')
  expect(json.requests.length).toBeGreaterThan(20)
  expect(JSON.stringify(json) + mock.output()).not.toMatch(/very-secret/)
  // Tasks are kept on purpose; what was only passing through must be gone without any reset.
  expect(await mock.memory()).toBeLessThan(before + 60 * megabyte)
  await ask(mock, '/__kling/reset', { method: 'POST' })
  expect(await mock.memory()).toBeLessThan(before + 20 * megabyte)
  expect((await create(fox)).status).toBe(200)
})
