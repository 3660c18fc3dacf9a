import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { fetchSender, type SimulatorOptions, signatureHeaders } from '../src/index.js'
import { quiet, rememberingSender, startReceiver } from './support/receiver.js'
import { createWorld, minute, second, today } from './support/world.js'

const text2video = '/v1/videos/text2video'
const callback_url = 'http://127.0.0.1:9999/hook'
const body = { model_name: 'kling-v3', prompt: 'a fox', callback_url }
const secret = `whsec_${btoa('testsecrettestsecrettestsecret12')}`

const statuses = (sent: { body: string }[]) => sent.map(({ body }) => JSON.parse(body).task_status)

/** A world whose callbacks are remembered. */
function createSending(options: SimulatorOptions = {}, ...answer: Parameters<typeof rememberingSender>) {
  const { send, sent } = rememberingSender(...answer)
  return { world: createWorld({ sendCallback: send, ...options }), sent }
}

describe('the signature', () => {
  test('is that of the published test vector', async () => {
    const published = '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}'
    expect(await signatureHeaders(secret, '9876543210', 1781080794, published)).toEqual({
      'webhook-id': '9876543210',
      'webhook-timestamp': '1781080794',
      'webhook-signature': 'v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=',
    })
  })

  test('is taken by a library of others, and refused when the body was changed', async () => {
    // That library compares with the real time.
    const headers = await signatureHeaders(secret, 'msg_1', Math.floor(Date.now() / 1000), '{"a":1}')
    expect(new Webhook(secret).verify('{"a":1}', headers)).toEqual({ a: 1 })
    expect(() => new Webhook(secret).verify('{"a":2}', headers)).toThrow()
    expect(() => new Webhook(`whsec_${btoa('another secret')}`).verify('{"a":1}', headers)).toThrow()
  })

  test('comes with every callback while there is a secret, and with none without one', async () => {
    const signed = createSending({ webhookSecret: secret })
    await signed.world.create(text2video, body)
    signed.world.clock.advance(2 * second)
    await expect.poll(() => signed.sent.length, { interval: 1 }).toBe(3)
    for (const { headers, body } of signed.sent) {
      const expected = await signatureHeaders(secret, headers['webhook-id']!, Number(headers['webhook-timestamp']), body)
      expect(headers).toMatchObject(expected)
    }
    expect(new Set(signed.sent.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
    const unsigned = createSending()
    await unsigned.world.create(text2video, body)
    await quiet()
    expect(Object.keys(unsigned.sent[0]!.headers)).toEqual(['content-type'])
  })

  test('is dated by the time of the receivers, however far that of the tasks was moved', async () => {
    const { world, sent } = createSending({ webhookSecret: secret })
    await world.create(text2video, body)
    world.clock.advance(10 * minute)
    await expect.poll(() => sent.length, { interval: 1 }).toBe(3)
    expect(sent.map(({ headers }) => Number(headers['webhook-timestamp']))).toEqual([today / 1000, today / 1000, today / 1000])
  })

  test('is made with both secrets while one is being replaced', async () => {
    const other = `whsec_${btoa('the secret that takes its place!')}`
    const { world, sent } = createSending({ webhookSecret: [secret, other] })
    await world.create(text2video, body)
    await expect.poll(() => sent.length, { interval: 1 }).toBe(1)
    const { headers, body: text } = sent[0]!
    const now = Number(headers['webhook-timestamp'])
    const each = await Promise.all([secret, other].map(async (one) => (await signatureHeaders(one, headers['webhook-id']!, now, text))['webhook-signature']))
    expect(headers['webhook-signature']).toBe(each.join(' '))
  })
})

describe('what is sent', () => {
  test('all changes of a task that takes no time', async () => {
    const { world, sent } = createSending({ speed: 'instant' })
    await world.create(text2video, body)
    await quiet()
    expect(statuses(sent)).toEqual(['submitted', 'processing', 'succeed'])
  })

  test('all changes of a task that takes less time than others wait', async () => {
    const { world, sent } = createSending()
    await world.create(text2video, body, { 'kling-mock-trouble': 'time=100ms' })
    world.clock.advance(100)
    await quiet()
    expect(statuses(sent)).toEqual(['submitted', 'processing', 'succeed'])
  })

  test('what happens between two looks at the clock, each with its own time', async () => {
    const { world, sent } = createSending()
    await world.create(text2video, body)
    world.clock.advance(minute)
    await quiet()
    expect(sent.map(({ body }) => JSON.parse(body).updated_at - world.clock.now() + minute)).toEqual([0, 500, 2000])
    expect(world.control.callbacks.map(({ dueAt }) => dueAt - world.clock.now() + minute)).toEqual([0, 500, 2000])
  })

  test('a step from outside at once, and not what was planned', async () => {
    const { world, sent } = createSending()
    const failed = await world.create(text2video, body)
    await world.control.fail(failed, 'Nobody likes it')
    world.clock.advance(minute)
    await quiet()
    expect(statuses(sent)).toEqual(['submitted', 'failed'])
    expect(JSON.parse(sent[1]!.body)).toMatchObject({ task_status_msg: 'Nobody likes it', final_unit_deduction: '0' })
    const advanced = await world.create(text2video, body)
    await world.control.advance(advanced)
    await quiet()
    expect(statuses(sent.slice(2))).toEqual(['submitted', 'processing'])
    world.clock.advance(2 * second)
    await quiet()
    expect(statuses(sent.slice(2))).toEqual(['submitted', 'processing', 'succeed'])
  })

  test('the changes of a task whose reads are counted', async () => {
    const { world, sent } = createSending({ reads: 2 })
    const id = await world.create(text2video, body)
    for (let read = 0; read < 4; read++) await world.get(`${text2video}/${id}`)
    await quiet()
    expect(statuses(sent)).toEqual(['submitted', 'processing', 'succeed'])
  })

  test('nothing without an address', async () => {
    const { world, sent } = createSending()
    await world.create(text2video, { ...body, callback_url: '' })
    world.clock.advance(minute)
    await quiet()
    expect(sent).toEqual([])
  })
})

describe('where it goes', () => {
  test.each(['http://127.0.0.1:1/a', 'http://localhost/a', 'https://[::1]:8/a', 'http://127.9.9.9/a', 'http://2130706433/a', 'http://127.1/'])(
    'to this machine: %s',
    async (url) => {
      const { world, sent } = createSending()
      const { headers } = await world.post(text2video, { ...body, callback_url: url })
      await quiet()
      expect(sent).toMatchObject([{ url }])
      expect(headers).not.toHaveProperty('kling-mock-warning')
    },
  )

  test.each([
    'https://example.com/hook',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://a@example.com/?127.0.0.1',
    'http://0.0.0.0/',
    'http://[::ffff:10.0.0.1]/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    '/hook',
    'nonsense',
  ])('not elsewhere: %s', async (url) => {
    const isWeb = /^https?:/.test(url)
    const wayOut = isWeb ? `kling-mock --allow-callback-host ${new URL(url).hostname}, or allowCallbackHosts: ['` : 'http://127.0.0.1:PORT/PATH'
    const { world, sent } = createSending()
    const { headers } = await world.post(text2video, { ...body, callback_url: url })
    await quiet()
    expect(sent).toEqual([])
    expect(world.control.callbacks).toMatchObject([{ url, outcome: 'not-allowed', attempts: [], reason: expect.stringContaining(wayOut) }])
    expect(headers['kling-mock-warning']).toMatch(/^nothing is sent to callback_url: it is no/)
    expect(headers['kling-mock-warning']).toContain(wayOut)
  })

  test('to hosts that were named, with or without a port', async () => {
    const { world, sent } = createSending({ allowCallbackHosts: ['hooks.example.com', 'other.example.com:8080'] })
    for (const url of ['https://hooks.example.com/a', 'http://hooks.example.com:9/a', 'http://other.example.com:8080/', 'http://other.example.com/']) {
      await world.create(text2video, { ...body, callback_url: url })
    }
    await quiet()
    expect(sent.map(({ url }) => url)).toEqual(['https://hooks.example.com/a', 'http://hooks.example.com:9/a', 'http://other.example.com:8080/'])
  })

  test('nowhere without a sender; the log says so', async () => {
    const world = createWorld()
    await world.create(text2video, body)
    expect(world.control.callbacks).toMatchObject([{ outcome: 'no-sender', status: 'submitted', reason: expect.stringContaining('sendCallback') }])
  })
})

describe('a receiver that fails', () => {
  test('is tried again after 1, 5 and 25 s, then given up', async () => {
    const { world, sent } = createSending({}, () => 500)
    await world.create(text2video, body, { 'kling-mock-trouble': 'time=1h' })
    const counts = []
    for (const wait of [0, 1, 4.999, 0.001, 24.999, 0.001, 3600]) {
      world.clock.advance(wait * second)
      await quiet()
      counts.push(sent.filter(({ body }) => JSON.parse(body).task_status === 'submitted').length)
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4, 4])
    const [delivery] = world.control.callbacks
    expect(delivery).toMatchObject({ outcome: 'given-up', attempts: [{ status: 500 }, { status: 500 }, { status: 500 }, { status: 500 }] })
  })

  test('has 5 s, or as long as it is given', async () => {
    for (const [options, timeout] of [
      [{}, 5000],
      [{ callbackTimeout: 300 }, 300],
    ] as const) {
      const { world, sent } = createSending(options)
      await world.create(text2video, body)
      await quiet()
      expect(sent[0]!.timeout).toBe(timeout)
    }
  })

  test('gets the same delivery again, with the same id and a signature of its time', async () => {
    const { world, sent } = createSending({ webhookSecret: secret }, (count) => (count === 1 ? 503 : 204))
    await world.create(text2video, { ...body }, { 'kling-mock-trouble': 'time=1h' })
    await expect.poll(() => world.control.callbacks[0]!.attempts[0]?.status, { interval: 1 }).toBe(503)
    expect(world.control.callbacks[0]!.outcome).toBe('waiting')
    world.pass(second)
    await expect.poll(() => world.control.callbacks[0]!.outcome, { interval: 1 }).toBe('delivered')
    const [first, again] = sent.filter(({ body }) => JSON.parse(body).task_status === 'submitted')
    expect(again!.body).toBe(first!.body)
    expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect(Number(again!.headers['webhook-timestamp']) - Number(first!.headers['webhook-timestamp'])).toBe(1)
  })

  test('counts as failed with every status but 2xx, and when there is no answer', async () => {
    for (const answer of [() => 302, () => 404, () => Promise.reject(new Error('connect ECONNREFUSED'))]) {
      const { world } = createSending({ callbackRetryAfter: [] }, answer as () => number)
      await world.create(text2video, body)
      await quiet()
      expect(world.control.callbacks[0]!.outcome).toBe('given-up')
    }
  })

  test('does not hold up the next change of the task', async () => {
    const { world, sent } = createSending({}, (count) => (count === 1 ? 500 : 200))
    await world.create(text2video, body)
    await quiet()
    world.clock.advance(600)
    await quiet()
    expect(statuses(sent)).toEqual(['submitted', 'processing'])
    world.clock.advance(400)
    await quiet()
    expect(statuses(sent)).toEqual(['submitted', 'processing', 'submitted'])
  })

  test('a slow one gets the deliveries of a task in their order all the same', async () => {
    const order: string[] = []
    const { world } = createSending({ speed: 'instant' }, async (count, { body }) => {
      if (count === 1) await quiet()
      order.push(JSON.parse(body).task_status)
      return 200
    })
    await world.create(text2video, body)
    await expect.poll(() => order.length, { interval: 1 }).toBe(3)
    expect(order).toEqual(['submitted', 'processing', 'succeed'])
  })
})

describe('mischief on request', () => {
  async function sentWith(words: string, waits = [0, 2, 3600]) {
    const { world, sent } = createSending()
    await world.create(text2video, body, { 'kling-mock-trouble': `callback=${words}` })
    const seen = []
    for (const wait of waits) {
      world.clock.advance(wait * second)
      await quiet()
      seen.push(statuses(sent))
    }
    return { seen, sent, world }
  }

  test('late', async () => {
    const { seen } = await sentWith('late:10s', [0, 9.999, 0.001, 2])
    expect(seen).toEqual([[], [], ['submitted'], ['submitted', 'processing', 'succeed']])
  })

  test('doubled, with the same id', async () => {
    const { seen, world } = await sentWith('doubled')
    expect(seen.at(-1)).toEqual(['submitted', 'submitted', 'processing', 'processing', 'succeed', 'succeed'])
    expect(world.control.callbacks.map(({ attempts, outcome }) => [attempts.length, outcome])).toEqual([
      [2, 'delivered'],
      [2, 'delivered'],
      [2, 'delivered'],
    ])
  })

  test('lost', async () => {
    const { seen, world } = await sentWith('lost')
    expect(seen.at(-1)).toEqual([])
    expect(world.control.callbacks.map(({ outcome }) => outcome)).toEqual(['lost', 'lost', 'lost'])
  })

  test('out of order: all at the end, in reverse', async () => {
    const { seen } = await sentWith('out-of-order')
    expect(seen).toEqual([[], ['succeed', 'processing', 'submitted'], ['succeed', 'processing', 'submitted']])
  })

  test('several at once', async () => {
    const { seen } = await sentWith('out-of-order|doubled|late:1s', [0, 2, 1])
    expect(seen.at(-1)).toEqual(['succeed', 'succeed', 'processing', 'processing', 'submitted', 'submitted'])
  })
})

test('a doubled delivery has arrived when one of the two has', async () => {
  const { world } = createSending({ callbackRetryAfter: [] }, (count) => (count === 1 ? 200 : 500))
  await world.create(text2video, body, { 'kling-mock-trouble': 'callback=doubled,time=1h' })
  await quiet()
  expect(world.control.callbacks[0]).toMatchObject({ outcome: 'delivered', attempts: [{ status: 200 }, { status: 500 }] })
})

describe('over the network of this machine', () => {
  test('a receiver gets what was signed', async () => {
    await using receiver = await startReceiver()
    const world = createWorld({ sendCallback: fetchSender(), webhookSecret: secret, speed: 'instant' })
    await world.create(text2video, { ...body, callback_url: receiver.url })
    await expect.poll(() => receiver.received.length).toBe(3)
    const { headers, body: text } = receiver.received[2]!
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    const expected = await signatureHeaders(secret, String(headers['webhook-id']), Number(headers['webhook-timestamp']), text)
    expect(headers['webhook-signature']).toBe(expected['webhook-signature'])
    await expect.poll(() => world.control.callbacks.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'delivered'])
  })

  test('one that never answers is left after the time-out', async () => {
    await using receiver = await startReceiver('silent')
    const world = createWorld({ sendCallback: fetchSender(), callbackTimeout: 30, callbackRetryAfter: [] })
    await world.create(text2video, { ...body, callback_url: receiver.url })
    await expect.poll(() => world.control.callbacks[0]!.outcome).toBe('given-up')
    expect(world.control.callbacks[0]!.attempts[0]!.error).toMatch(/timeout|aborted/i)
  })

  test('a redirect is not followed', async () => {
    await using receiver = await startReceiver({ redirectTo: 'http://127.0.0.1:9/elsewhere' })
    const world = createWorld({ sendCallback: fetchSender(), callbackRetryAfter: [] })
    await world.create(text2video, { ...body, callback_url: receiver.url })
    await expect.poll(() => world.control.callbacks[0]!.outcome).toBe('given-up')
    expect(receiver.received).toHaveLength(1)
  })
})

test('nothing is sent after the simulator was closed, or set back', async () => {
  for (const stop of ['close', 'reset'] as const) {
    const { world, sent } = createSending()
    await world.create(text2video, body)
    await quiet()
    await (stop === 'close' ? world.simulator.close() : world.control.reset())
    world.clock.advance(minute)
    await quiet()
    expect(statuses(sent)).toEqual(['submitted'])
  }
})

test('what waits for its turn when the simulator is closed is not sent either', async () => {
  const { world, sent } = createSending({ speed: 'instant' }, () => quiet().then(() => 200))
  await world.create(text2video, body)
  world.simulator.close()
  await quiet()
  await quiet()
  expect(statuses(sent)).toEqual(['submitted'])
})

test('the log is told of every step, and keeps the last ten thousand', async () => {
  const { world } = createSending({ speed: 'instant' })
  const outcomes: string[] = []
  world.control.listen((event) => void (event.type === 'callback' && outcomes.push(event.delivery.outcome)))
  for (let index = 0; index < 3400; index++) await world.post(text2video, body)
  await quiet()
  expect(world.control.callbacks).toHaveLength(10_000)
  expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(10_200)
})
