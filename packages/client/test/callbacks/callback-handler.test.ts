import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { deliverOnce } from '../../src/callbacks/deliver-once.ts'
import {
  type CallbackDelivery,
  type CallbackEvent,
  type CallbackHandlerOptions,
  callbackHandler,
  KlingCallbackSecretError,
  memoryStore,
} from '../../src/callbacks.ts'
import { legacyTask, now, otherSecret, secret, signedRequest } from './support/signed.ts'

/** A receiver at the moment of the official example, and what reached it. */
function receiver(options: Partial<CallbackHandlerOptions> = {}) {
  const events: (CallbackEvent & CallbackDelivery)[] = []
  const refusals: string[] = []
  const failures: unknown[] = []
  const handle = callbackHandler({
    secret,
    now,
    onEvent: (event, delivery) => void events.push({ ...delivery, ...event }),
    onRefused: (error) => refusals.push(error.name),
    onError: (error) => failures.push(error),
    ...options,
  })
  return { handle, events, refusals, failures, status: async (request: Request | Promise<Request>) => (await handle(await request)).status }
}

/** A promise and its ends, as newer runtimes make them. */
function withResolvers() {
  let resolve!: () => void
  let reject!: (error: Error) => void
  const promise = new Promise<void>((...ends) => {
    ;[resolve, reject] = ends
  })
  return { promise, resolve, reject }
}

/** A body that comes in pieces and may never end. */
function stream(pieces: Iterator<Uint8Array>, cancelled?: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const { done, value } = pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: cancelled ?? (() => {}),
  })
}

describe('a genuine call', () => {
  test('is handed on with what is known of it, and answered 200', async () => {
    const { status, events } = receiver()
    expect(await status(signedRequest(legacyTask({ task_info: { external_task_id: 'order-42' } })))).toBe(200)
    expect(events).toMatchObject([
      {
        external_task_id: 'order-42',
        outcome: 'running',
        id: '868890153925369900',
        timestamp: 1781080794,
        outOfOrder: false,
        url: 'https://app.test/kling/hook',
      },
    ])
  })

  test('is answered when the event is handled, not before', async () => {
    const steps: string[] = []
    let handled: (() => void) | undefined
    const { handle } = receiver({ onEvent: () => new Promise<void>((resolve) => (handled = resolve)).then(() => steps.push('handled')) })
    const answered = handle(await signedRequest(legacyTask())).then(() => steps.push('answered'))
    await expect.poll(() => handled, { interval: 1 }).toBeDefined()
    await new Promise((resolve) => setImmediate(resolve))
    expect(steps).toEqual([])
    handled!()
    await answered
    expect(steps).toEqual(['handled', 'answered'])
  })
})

describe('a call that is refused', () => {
  test('405 for other methods, with the right one', async () => {
    const { handle } = receiver()
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await handle(new Request('https://app.test/hook', { method }))
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    }
  })

  test('401 without signature, with that of another secret, or too late', async () => {
    const { status, refusals, events } = receiver()
    expect(await status(new Request('https://app.test/hook', { method: 'POST', body: JSON.stringify(legacyTask()) }))).toBe(401)
    expect(await status(signedRequest(legacyTask(), { secrets: otherSecret }))).toBe(401)
    expect(await status(signedRequest(legacyTask(), { seconds: now() / 1000 - 301 }))).toBe(401)
    expect(refusals).toEqual(['KlingCallbackSignatureError', 'KlingCallbackSignatureError', 'KlingCallbackSignatureError'])
    expect(events).toEqual([])
  })

  test('401 before anything of the body is read, when the headers are missing', async () => {
    let read = 0
    const endless = stream({ next: () => ({ done: false, value: new Uint8Array(++read) }) })
    const { status } = receiver()
    // A stream is asked for one piece ahead on its own.
    expect(await status(new Request('https://app.test/hook', { method: 'POST', body: endless, duplex: 'half' } as RequestInit))).toBe(401)
    expect(read).toBeLessThanOrEqual(1)
  })

  test('400 for a signed body that is no task, or breaks off', async () => {
    const { status, refusals } = receiver()
    expect(await status(signedRequest('{"task_id":'))).toBe(400)
    expect(await status(signedRequest({ hello: 'world' }))).toBe(400)
    const { headers } = await signedRequest('')
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('cut off')) })
    expect(await status(new Request('https://app.test/hook', { method: 'POST', headers, body: broken, duplex: 'half' } as RequestInit))).toBe(400)
    expect(refusals).toEqual(['KlingCallbackParseError', 'KlingCallbackParseError', 'KlingCallbackParseError'])
  })

  test('413 for a body that is too large, said or not, without reading on', async () => {
    const { status } = receiver({ maxBytes: 1000 })
    const { headers } = await signedRequest('')
    expect(await status(signedRequest(' '.repeat(1001)))).toBe(413)
    const said = new Request('https://app.test/hook', { method: 'POST', headers: { ...Object.fromEntries(headers), 'content-length': '1001' }, body: 'x' })
    expect(await status(said)).toBe(413)
    let cancelled = false
    const endless = stream({ next: () => ({ done: false, value: new Uint8Array(400) }) }, () => {
      cancelled = true
    })
    expect(await status(new Request('https://app.test/hook', { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit))).toBe(413)
    expect(cancelled).toBe(true)
  })

  test('the largest body is taken', async () => {
    const body = JSON.stringify(legacyTask())
    expect(await receiver({ maxBytes: body.length }).status(signedRequest(body))).toBe(200)
    expect(await receiver({ maxBytes: body.length - 1 }).status(signedRequest(body))).toBe(413)
  })
})

describe('repeated calls', () => {
  test('are handled once and answered 200 each time', async () => {
    const { handle, events } = receiver()
    const answers = [await handle(await signedRequest(legacyTask())), await handle(await signedRequest(legacyTask()))]
    expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual([
      [200, 'taken\n'],
      [200, 'taken before\n'],
    ])
    expect(events.length).toBe(1)
  })

  test('are handled again after a failure, which was answered 500 and reported', async () => {
    let calls = 0
    const { status, failures } = receiver({
      onEvent: () => {
        if (++calls === 1) throw new Error('the database is down')
      },
    })
    expect([await status(signedRequest(legacyTask())), await status(signedRequest(legacyTask())), await status(signedRequest(legacyTask()))]).toEqual([
      500, 200, 200,
    ])
    expect(calls).toBe(2)
    expect(failures).toEqual([new Error('the database is down')])
  })

  test('share the fate of the first when they come while it is handled', async () => {
    const again = vi.fn()
    for (const failure of [undefined, new Error('no')]) {
      const once = deliverOnce()
      const { promise, resolve, reject } = withResolvers()
      const both = Promise.allSettled([once('msg_1', () => promise), once('msg_1', again)])
      if (failure) reject(failure)
      else resolve()
      const fate = (isFirst: boolean) => (failure ? { status: 'rejected', reason: failure } : { status: 'fulfilled', value: isFirst })
      expect(await both).toEqual([fate(true), fate(false)])
    }
    expect(again).not.toHaveBeenCalled()
  })

  test('are told apart by webhook-id, so that the same body under another one is another call', async () => {
    const { status, events } = receiver()
    await status(signedRequest(legacyTask(), { id: 'msg_1' }))
    await status(signedRequest(legacyTask(), { id: 'msg_2' }))
    expect(events.length).toBe(2)
  })

  test('are remembered up to a limit, or by a store for several processes', async () => {
    const short = receiver({ store: memoryStore(1) })
    for (const id of ['a', 'b', 'a']) await short.status(signedRequest(legacyTask(), { id }))
    expect(short.events.length).toBe(3)
    const shared = memoryStore()
    const processes = [receiver({ store: shared }), receiver({ store: shared })]
    for (const { status } of processes) expect(await status(signedRequest(legacyTask()))).toBe(200)
    expect(processes.map(({ events }) => events.length)).toEqual([1, 0])
  })

  test('a store that fails is answered 500', async () => {
    const { status, failures, events } = receiver({ store: { claim: () => Promise.reject(new Error('no connection')), release: () => {} } })
    expect(await status(signedRequest(legacyTask()))).toBe(500)
    expect([failures.length, events.length]).toEqual([1, 0])
  })
})

describe('events out of order', () => {
  const receive = async (...tasks: Record<string, unknown>[]) => {
    const { status, events } = receiver()
    for (const [index, task] of tasks.entries()) expect(await status(signedRequest(task, { id: `msg_${index}` }))).toBe(200)
    return events.map(({ outOfOrder }) => outOfOrder)
  }

  test('a running state after the end, even with the same time', async () => {
    expect(await receive(legacyTask({ task_status: 'succeed', updated_at: 2000 }), legacyTask({ updated_at: 2000 }))).toEqual([false, true])
  })

  test('an older time after a later one', async () => {
    expect(
      await receive(legacyTask({ updated_at: 3000 }), legacyTask({ task_status: 'submitted', updated_at: 2000 }), legacyTask({ updated_at: 3000 })),
    ).toEqual([false, true, false])
  })

  test('of other tasks do not count, nor of another standard with the same id', async () => {
    const end = legacyTask({ task_status: 'succeed', updated_at: 9000 })
    expect(await receive(end, legacyTask({ task_id: '2' }), { id: end.task_id, status: 'processing', update_time: 1 })).toEqual([false, false, false])
  })

  test('an event that could not be handled is not known', async () => {
    let calls = 0
    const seen: boolean[] = []
    const { status } = receiver({
      onEvent: (_, { outOfOrder }) => {
        seen.push(outOfOrder)
        if (++calls === 1) throw new Error('no')
      },
    })
    await status(signedRequest(legacyTask({ task_status: 'succeed', updated_at: 9000 }), { id: 'a' }))
    await status(signedRequest(legacyTask({ updated_at: 2000 }), { id: 'b' }))
    expect(seen).toEqual([false, false])
  })
})

describe('without a webhook secret', () => {
  test('nothing is set up by accident', () => {
    expect(() => receiver({ secret: undefined })).toThrow(KlingCallbackSecretError)
    expect(() => receiver({ secret: undefined })).toThrow('dangerouslyAcceptUnsigned')
    expect(() => receiver({ secret: '', dangerouslyAcceptUnsigned: true })).toThrow('empty')
  })

  test('unsigned calls are taken on demand, each state of a task once', async () => {
    const { status, events } = receiver({ secret: undefined, dangerouslyAcceptUnsigned: true })
    const call = (task: unknown) => status(new Request('https://app.test/hook', { method: 'POST', body: JSON.stringify(task) }))
    for (const task of [legacyTask(), legacyTask(), legacyTask({ task_status: 'succeed' })]) expect(await call(task)).toBe(200)
    expect(events.map(({ status }) => status)).toEqual(['processing', 'succeed'])
  })
})

test("on Node's own server", async () => {
  const { handle, events } = receiver()
  const server = createServer(async (incoming, outgoing) => {
    const { method, headers } = incoming
    const body = method === 'POST' ? Readable.toWeb(incoming) : null
    const response = await handle(new Request(`http://localhost${incoming.url}`, { method, headers, body, duplex: 'half' } as unknown as RequestInit))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/tenant-7`
    const { headers } = await signedRequest(legacyTask())
    const call = (init: RequestInit) => fetch(url, init).then(({ status }) => status)
    expect(await call({ method: 'POST', headers, body: JSON.stringify(legacyTask()) })).toBe(200)
    expect(await call({ method: 'POST', headers, body: '{}' })).toBe(401)
    expect(await call({})).toBe(405)
    expect(events).toMatchObject([{ id: '868890153925369900', url: 'http://localhost/hook/tenant-7' }])
  } finally {
    server.close()
    server.closeAllConnections()
  }
})
