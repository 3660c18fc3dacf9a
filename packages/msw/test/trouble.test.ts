import https from 'node:https'
import { describe, expect, test } from 'vitest'
import { klingHandlers } from '../src/index.js'
import { call, fox, official } from './support/call.js'
import { withHandlers } from './support/with-handlers.js'

/** The trouble the simulator can make on demand reaches the app through MSW. */
const url = `${official}/v1/videos/text2video`
const withTrouble = (trouble: string) => ({ 'kling-mock-trouble': trouble })

test('a refusal', async () => {
  withHandlers(...klingHandlers())
  expect(await call('POST', url, fox, withTrouble('code=1302'))).toMatchObject({ status: 429, body: { code: 1302 } })
})

test('a connection that is reset is an error of the network', async () => {
  withHandlers(...klingHandlers())
  await expect(call('POST', url, fox, withTrouble('reset'))).rejects.toThrow(TypeError)
})

test('a task that was made although its answer was lost', async () => {
  const kling = klingHandlers()
  withHandlers(...kling)
  await expect(call('POST', url, { ...fox, external_task_id: 'kling-mock:lost-answer;order-1' })).rejects.toThrow(TypeError)
  expect(await kling.control.taskCount()).toBe(1)
})

describe('an answer that is cut off', () => {
  test('breaks while it is read', async () => {
    withHandlers(...klingHandlers())
    const response = await fetch(url, { headers: { authorization: 'Bearer any', ...withTrouble('truncate=10') } })
    expect(response.status).toBe(200)
    const reader = response.body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"code":0,')
    await expect(reader.read()).rejects.toThrow()
  })

  test('breaks for clients of node:https too', async () => {
    withHandlers(...klingHandlers())
    const received = await new Promise<{ text: string; broken: boolean }>((resolve, reject) => {
      let text = ''
      https
        .get(url, { headers: { authorization: 'Bearer any', ...withTrouble('truncate=10') } }, (response) => {
          response.on('data', (chunk) => (text += chunk))
          response.on('error', () => resolve({ text, broken: true }))
          response.on('end', () => resolve({ text, broken: false }))
        })
        .on('error', reject)
    })
    expect(received).toEqual({ text: '{"code":0,', broken: true })
  })
})

test('a slow answer comes in pieces', async () => {
  withHandlers(...klingHandlers())
  const response = await fetch(url, { headers: { authorization: 'Bearer any', ...withTrouble('slow=20ms') } })
  const pieces: string[] = []
  for await (const piece of response.body!) pieces.push(new TextDecoder().decode(piece))
  expect(pieces.length).toBeGreaterThan(5)
  expect(JSON.parse(pieces.join(''))).toMatchObject({ code: 0, data: [] })
})

test('a late answer can be given up', async () => {
  const kling = klingHandlers()
  withHandlers(...kling)
  kling.control.addRule({ match: { operation: 'listText2Video' }, then: 'delay=10m' })
  const controller = new AbortController()
  const answer = fetch(url, { headers: { authorization: 'Bearer any' }, signal: controller.signal })
  await expect.poll(() => kling.control.requests).toHaveLength(1)
  controller.abort()
  await expect(answer).rejects.toThrow(/abort/)
})

test('a late answer comes', async () => {
  withHandlers(...klingHandlers())
  expect((await call('GET', url, undefined, withTrouble('delay=20ms'))).body.code).toBe(0)
})
