import { checkRequest } from '@klingkit/zod'
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../src/index.js'
import { authorization, createWorld, second } from './support/world.js'

const address = 'https://api-singapore.klingai.com/v1/videos/text2video'
const create = {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json' },
  body: JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox' }),
}
const withTrouble = (words: string) => ({ ...create, headers: { ...create.headers, 'kling-mock-trouble': words } })

describe('as a function like fetch', () => {
  test('with nothing but the defaults', async () => {
    const { fetch } = createSimulator({ validate: checkRequest, speed: 'instant' })
    const created = await fetch(address, create)
    expect([created.status, created.headers.get('content-type')]).toEqual([200, 'application/json'])
    const { data } = await created.json()
    const read = await fetch(`${address}/${data.task_id}`, { headers: { authorization } })
    expect((await read.json()).data.task_status).toBe('succeed')
  })

  test('takes addresses, URLs and requests, of any host', async () => {
    const { fetch } = createSimulator()
    for (const input of [
      address,
      new URL('http://localhost:1/v1/videos/text2video'),
      new Request('http://any.host/v1/videos/text2video', { headers: { authorization } }),
    ]) {
      const response = await fetch(input, input instanceof Request ? undefined : { headers: { authorization } })
      expect((await response.json()).data).toEqual([])
    }
    const head = await fetch(address, { method: 'HEAD', headers: { authorization } })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('two simulators know nothing of each other', async () => {
    const [one, other] = [createSimulator(), createSimulator()]
    await one.fetch(address, create)
    expect([await one.control.taskCount(), await other.control.taskCount()]).toEqual([1, 0])
  })
})

describe('connection trouble', () => {
  test('a delay lasts as long as the clock says', async () => {
    const world = createWorld()
    let arrived = false
    const response = world.simulator.fetch(address, withTrouble('delay=5s')).then((answer) => {
      arrived = true
      return answer
    })
    await expect.poll(() => world.control.requests.length, { interval: 1 }).toBe(1)
    world.clock.advance(5 * second - 1)
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(arrived).toBe(false)
    // The clock may be moved before the answer waits for it; then once more.
    const moved = () => {
      world.clock.advance(5 * second)
      return arrived
    }
    await expect.poll(moved, { interval: 1 }).toBe(true)
    expect((await response).status).toBe(200)
  })

  test('who gives up is not kept waiting', async () => {
    const world = createWorld()
    const controller = new AbortController()
    const response = world.simulator.fetch(address, { ...withTrouble('delay=1h'), signal: controller.signal })
    await expect.poll(() => world.control.requests.length, { interval: 1 }).toBe(1)
    controller.abort(new Error('given up'))
    await expect(response).rejects.toThrow('given up')
    await expect(world.simulator.fetch(address, { ...create, signal: AbortSignal.abort() })).rejects.toThrow()
    // The task was made all the same, as it is with the service.
    expect(await world.control.taskCount()).toBe(1)
  })

  test('a reset is a network error', async () => {
    const world = createWorld()
    await expect(world.simulator.fetch(address, withTrouble('reset'))).rejects.toThrow(TypeError)
    await expect(world.simulator.fetch(address, withTrouble('lost-answer'))).rejects.toThrow(TypeError)
    expect(await world.control.taskCount()).toBe(2)
  })

  test('a body that is cut off breaks while it is read', async () => {
    const { fetch } = createSimulator()
    const response = await fetch(address, withTrouble('truncate=20'))
    expect(response.status).toBe(200)
    const reader = response.body!.getReader()
    const { value } = await reader.read()
    expect(new TextDecoder().decode(value)).toMatch(/^\{"code":0,"message".{1}/)
    expect(value).toHaveLength(20)
    await expect(reader.read()).rejects.toThrow('cut')
    await expect(fetch(address, withTrouble('truncate=0')).then((answer) => answer.text())).rejects.toThrow('cut')
  })

  test('a slow body comes in pieces, and whole', async () => {
    const { fetch, control } = createSimulator()
    control.clock.setFactor(1000)
    const response = await fetch(address, withTrouble('slow=10s'))
    const reader = response.body!.getReader()
    let text = ''
    let pieces = 0
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      text += new TextDecoder().decode(piece.value)
      pieces++
    }
    expect(pieces).toBe(10)
    expect(JSON.parse(text)).toMatchObject({ code: 0, data: { task_status: 'submitted' } })
  })
})
