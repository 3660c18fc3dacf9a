import { checkRequest } from '@klingkit/zod'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ControlledClock, createSimulator, MemoryStore, plainHeaders, type Timers } from '../src/index.js'
import { authorization, createWorld, second, today } from './support/world.js'

const address = 'https://api-singapore.klingai.com/v1/videos/text2video'
const create = {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json' },
  body: JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox' }),
}
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 0))
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
    await aMoment()
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

  test('a slow body trickles by the clock that was handed in, and breaks where it is cut as well', async () => {
    const world = createWorld()
    const response = await world.simulator.fetch(address, withTrouble('slow=10s,truncate=30'))
    const reader = response.body!.getReader()
    let text = ''
    for (let index = 0; index < 10; index++) {
      const piece = reader.read()
      let arrived = false
      piece.then(() => {
        arrived = true
      })
      await aMoment()
      world.clock.advance(second - 1)
      await aMoment()
      expect(arrived).toBe(false)
      world.clock.advance(1)
      text += new TextDecoder().decode((await piece).value)
    }
    expect(text).toHaveLength(30)
    await expect(reader.read()).rejects.toThrow('cut')
  })

  test('who gives up while the body trickles hears of it at once, reading or not', async () => {
    const world = createWorld()
    for (const reading of [true, false]) {
      const controller = new AbortController()
      const response = await world.simulator.fetch(address, { ...withTrouble('slow=1h'), signal: controller.signal })
      const text = reading ? response.text() : undefined
      controller.abort(new Error('given up'))
      await expect(text ?? response.text()).rejects.toThrow('given up')
    }
  })

  test('who gives up while the request is still being answered is not kept waiting either', async () => {
    const store = new MemoryStore()
    const world = createWorld({ store: Object.assign(store, { add: () => new Promise<never>(() => {}) }) })
    const controller = new AbortController()
    const response = world.simulator.fetch(address, { ...create, signal: controller.signal })
    await aMoment()
    controller.abort(new Error('given up'))
    await expect(response).rejects.toThrow('given up')
  })

  test('nothing is left behind: no listener, no timer', async () => {
    const clock = new ControlledClock()
    clock.freeze(today)
    const timers = countedTimers(clock)
    const world = createWorld({ clock, timers })
    const caller = new AbortController().signal
    const listeners = openListeners((signal) => signal !== caller)
    const fetchWith = (words: string) => world.simulator.fetch(address, { ...withTrouble(words), signal: caller })

    const late = fetchWith('delay=5s,slow=10s')
    await expect.poll(timers.waiting, { interval: 1 }).toBe(1)
    expect(listeners()).toBeGreaterThan(0)
    clock.advance(5 * second)
    const text = (await late).text()
    const finished = async () => {
      clock.advance(second)
      return Promise.race([text, undefined])
    }
    await expect.poll(finished, { interval: 1 }).toContain('submitted')
    expect([timers.waiting(), listeners()]).toEqual([0, 0])

    const reader = (await fetchWith('slow=10s')).body!.getReader()
    const piece = reader.read()
    await expect.poll(timers.waiting, { interval: 1 }).toBe(1)
    await reader.cancel()
    await piece
    await expect.poll(() => [timers.waiting(), listeners()], { interval: 1 }).toEqual([0, 0])

    const abort = new AbortController()
    const aborted = world.simulator.fetch(address, { ...withTrouble('delay=1h'), signal: abort.signal })
    await expect.poll(timers.waiting, { interval: 1 }).toBe(1)
    abort.abort()
    await expect(aborted).rejects.toThrow()
    expect(timers.waiting()).toBe(0)
  })
})

/** Timers that tell how many wait. */
function countedTimers(clock: ControlledClock): Timers & { waiting(): number } {
  const pending = new Set<() => void>()
  return {
    waiting: () => pending.size,
    at(time, run) {
      const end = () => void pending.delete(end)
      pending.add(end)
      const cancel = clock.at(time, () => {
        end()
        run()
      })
      return () => {
        end()
        cancel()
      }
    },
  }
}

/** Tells how many listeners for an end stand on signals that have not ended, from now to the end of the test. */
function openListeners(counts: (signal: AbortSignal) => boolean): () => number {
  const open = new Map<unknown, AbortSignal>()
  const { addEventListener: add, removeEventListener: remove } = AbortSignal.prototype
  vi.spyOn(AbortSignal.prototype, 'addEventListener').mockImplementation(function (this: AbortSignal, ...given: any[]) {
    if (given[0] === 'abort' && counts(this)) open.set(given[1], this)
    return Reflect.apply(add, this, given)
  })
  vi.spyOn(AbortSignal.prototype, 'removeEventListener').mockImplementation(function (this: AbortSignal, ...given: any[]) {
    open.delete(given[1])
    return Reflect.apply(remove, this, given)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return () => [...open.values()].filter((signal) => !signal.aborted).length
}

test('headers count in any case, also those of environments that keep them as they were written', () => {
  const asWritten: [string, string][] = [
    ['Authorization', 'Bearer any'],
    ['content-type', 'application/json'],
  ]
  expect(plainHeaders(asWritten)).toEqual({ authorization: 'Bearer any', 'content-type': 'application/json' })
})
