import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ask } from './support/ask.js'
import { startMockProcess } from './support/mock-process.js'
import { startReceiver } from './support/receiver.js'
import { session, stateFolder } from './support/state-folder.js'

/* With `--state` a restart goes on where the mock stopped: not only with its tasks. */

const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }
const text2video = '/v1/videos/text2video'
const folder = stateFolder()

const create = async (mock: { url: string }, body: object = fox) => (await ask(mock, text2video, { body })).json
const packOf = async (mock: { url: string }, type: string) => (await ask(mock, '/__kling/balance')).json.packs.find((pack: any) => pack.type === type)
const ledger = async (mock: { url: string }) => {
  const now = Date.now()
  const { json } = await ask(mock, '/account/billing/package', { body: { start_time: now - 60_000, end_time: now + 60_000 } })
  return json.data.result.detail
}

describe('the account', () => {
  test('what was set by the control API and what was charged is still so; nothing is charged twice', async () => {
    const state = folder.file()
    const [before, charges] = await session({ state, speed: 'instant' }, async (mock) => {
      await ask(mock, '/__kling/balance', { body: { units: 100, slots: 3 } })
      for (let count = 0; count < 3; count++) await create(mock)
      return [await packOf(mock, 'video'), mock.control.charges] as const
    })
    expect([before.remaining < 100, before.slots, charges.length]).toEqual([true, 3, 3])
    for (let start = 0; start < 2; start++) {
      await session({ state, speed: 'instant' }, async (mock) => {
        expect(await packOf(mock, 'video')).toEqual(before)
        expect(mock.control.charges).toMatchObject(
          charges.map(({ taskId, at, amount, after, pack }) => ({ taskId, at, amount, after, pack: { id: pack!.id } })),
        )
      })
    }
  })

  test('units and slots that a running task holds are held, and taken when it ends', async () => {
    const state = folder.file()
    const { remaining } = await session({ state }, async (mock) => {
      mock.control.clock.freeze()
      await ask(mock, '/__kling/balance', { body: { slots: 1 } })
      await create(mock)
      return packOf(mock, 'video')
    })
    await session({ state }, async (mock) => {
      expect((await create(mock)).code).toBe(1303)
      mock.control.clock.advance(60_000)
      expect((await packOf(mock, 'video')).remaining).toBeLessThan(remaining)
      expect((await create(mock)).code).toBe(0)
    })
  })

  test('what a task that ended while nothing ran costs is charged at the start, at the time it ended', async () => {
    const state = folder.file()
    const ended = await session({ state, timeFactor: 1000 }, async (mock) => {
      await create(mock)
      return mock.control.clock.now() + 1000
    })
    await new Promise((resolve) => setTimeout(resolve, 10))
    await session({ state }, async ({ control }) => {
      expect(control.charges).toHaveLength(1)
      expect(control.charges[0]!.at).toBeLessThan(ended)
    })
  })

  test('calls that are no tasks stay charged', async () => {
    const state = folder.file()
    const spoken = await session({ state }, async (mock) => {
      await ask(mock, '/v1/audio/tts', { body: { text: 'a fox', voice_id: 'genshin_vindi2', voice_language: 'en', voice_speed: 1 } })
      return mock.control.charges.map(({ operation, amount }) => ({ operation, amount }))
    })
    expect(spoken).toHaveLength(1)
    await session({ state }, async ({ control }) => expect(control.charges).toMatchObject(spoken))
  })

  test('money goes on as well', async () => {
    const state = folder.file()
    const seed = { packs: [], balance: { amount: 100, currency: 'USD' } }
    const left = await session({ state, seed, speed: 'instant' }, async (mock) => {
      await create(mock)
      void mock.control.charges
      return mock.control.balance!.amount
    })
    expect(left).toBeLessThan(100)
    await session({ state, seed }, async ({ control }) => {
      expect([control.balance, control.packs, control.charges.length]).toEqual([{ amount: left, currency: 'USD' }, [], 1])
    })
  })

  test('a task whose pack was set anew while it ran is paid from the new one', async () => {
    await session({}, async (mock) => {
      mock.control.clock.freeze()
      await create(mock)
      await ask(mock, '/__kling/balance', { body: { units: 500 } })
      mock.control.clock.advance(60_000)
      expect((await packOf(mock, 'video')).remaining).toBeLessThan(500)
    })
  })

  test('the ledger is the same, page for page', async () => {
    const state = folder.file()
    const before = await session({ state, speed: 'instant' }, async (mock) => {
      for (let count = 0; count < 3; count++) await create(mock)
      return ledger(mock)
    })
    expect(before).toHaveLength(3)
    await session({ state }, async (mock) => expect(await ledger(mock)).toEqual(before))
  })

  test('--units and the packs of a seed count for a new file only', async () => {
    const state = folder.file()
    await session({ state, units: 50 }, async (mock) => expect((await packOf(mock, 'video')).remaining).toBe(50))
    const seed = { packs: [{ type: 'video', total: 7 }] }
    await session({ state, units: 70 }, async (mock) => expect((await packOf(mock, 'video')).remaining).toBe(50))
    await session({ state, seed }, async (mock) => expect((await packOf(mock, 'video')).remaining).toBe(50))
    await session({ state, units: 70 }, async (mock) => {
      await mock.control.reset()
      expect((await packOf(mock, 'video')).remaining).toBe(70)
    })
  })
})

describe('the clock', () => {
  test('that was frozen stands where it stood, and tasks with it', async () => {
    const state = folder.file()
    const [at, id] = await session({ state }, async (mock) => {
      mock.control.clock.freeze(1_800_000_000_000)
      return [mock.control.clock.now(), (await create(mock)).data.task_id] as const
    })
    await session({ state }, async (mock) => {
      expect((await ask(mock, '/__kling/clock')).json).toEqual({ now: at, frozen: true, factor: 1 })
      expect((await ask(mock, `${text2video}/${id}`)).json.data.task_status).toBe('submitted')
      mock.control.clock.unfreeze()
      expect(mock.control.clock.now()).toBeGreaterThanOrEqual(at)
    })
    await session({ state }, async ({ control }) => expect(control.clock.frozen).toBe(false))
  })

  test('that was moved and made faster has gone on meanwhile', async () => {
    const state = folder.file()
    const day = 86_400_000
    const stopped = await session({ state }, async ({ control }) => {
      control.clock.advance(30 * day)
      control.clock.setFactor(1000)
      return control.clock.now()
    })
    await session({ state }, async ({ control }) => {
      expect(control.clock.factor).toBe(1000)
      expect(control.clock.now()).toBeGreaterThanOrEqual(stopped)
      expect(control.clock.now()).toBeGreaterThan(Date.now() + 29 * day)
    })
  })
})

describe('rules', () => {
  test('are still in force, and count on', async () => {
    const state = folder.file()
    await session({ state }, async (mock) => {
      mock.control.addRule({ match: { operation: 'createText2Video', nth: 2 }, then: 'code=1303' })
      const second = mock.control.addRule({ then: 'code=5001' })
      mock.control.removeRule(second)
      expect((await create(mock)).code).toBe(0)
    })
    await session({ state }, async (mock) => {
      expect(mock.control.rules).toMatchObject([{ id: 'rule-1', seen: 1 }])
      expect((await create(mock)).code).toBe(1303)
      expect(mock.control.addRule({ then: 'reset' })).toBe('rule-2')
    })
  })

  test('with a seed choose as if there had been no restart', async () => {
    const rule = { then: 'code=5001', probability: 0.5, seed: 7 }
    const codes = async (mock: { url: string }, count: number) => {
      const found: number[] = []
      for (let index = 0; index < count; index++) found.push((await create(mock)).code)
      return found
    }
    const whole = await session({}, async (mock) => {
      mock.control.addRule(rule)
      return codes(mock, 12)
    })
    expect(new Set(whole).size).toBe(2)
    const state = folder.file()
    const start = await session({ state }, async (mock) => {
      mock.control.addRule(rule)
      return codes(mock, 5)
    })
    await session({ state }, async (mock) => expect([...start, ...(await codes(mock, 7))]).toEqual(whole))
  })

  test('and all else that reset() forgets stay forgotten; the clock goes on', async () => {
    const state = folder.file()
    await session({ state }, async (mock) => {
      mock.control.clock.freeze(1_800_000_000_000)
      mock.control.addRule({ then: 'code=5001' })
      await ask(mock, '/__kling/balance', { body: { units: 5 } })
      await mock.control.reset()
    })
    await session({ state }, async (mock) => {
      expect([mock.control.rules, await mock.control.taskCount(), mock.control.charges]).toEqual([[], 0, []])
      expect((await packOf(mock, 'video')).remaining).toBe(1_000_000_000)
      expect(mock.control.clock.now()).toBe(1_800_000_000_000)
    })
  })
})

test('what may surprise at a start is told', async () => {
  const state = folder.file()
  await session({ state, units: 50 }, async (mock) => {
    expect(mock.notes).toEqual([])
    mock.control.clock.freeze()
  })
  await session({ state, units: 50 }, async (mock) => {
    expect(mock.notes).toEqual([
      `state file ${state}: the clock stands still, as it was left; POST /__kling/clock/unfreeze lets it run`,
      `state file ${state}: what it holds wins over units; POST /__kling/reset begins anew, POST /__kling/balance sets units and slots`,
    ])
    mock.control.clock.unfreeze()
    mock.control.clock.setFactor(5)
  })
  await session({ state }, async (mock) => {
    expect(mock.notes).toEqual([`state file ${state}: the clock runs 5 times as fast, as it was left; POST /__kling/clock/factor changes that`])
  })
})

describe('what tasks and calls left behind', () => {
  test('sessions, with what was marked in them', async () => {
    const state = folder.file()
    const video = 'https://cdn.example.com/a.mp4'
    const add = (mock: { url: string }, session_id: string, x: number) =>
      ask(mock, '/v1/videos/multi-elements/add-selection', { body: { session_id, frame_index: 1, points: [{ x, y: 0.5 }] } })
    const id = await session({ state, references: 'strict' }, async (mock) => {
      const { json } = await ask(mock, '/v1/videos/multi-elements/init-selection', { body: { video_url: video } })
      await add(mock, json.data.session_id, 0.1)
      return json.data.session_id as string
    })
    await session({ state, references: 'strict' }, async (mock) => {
      const { status, json } = await add(mock, id, 0.2)
      expect(status, JSON.stringify(json)).toBe(200)
      expect(JSON.stringify(json.data)).toMatch(/"object_id":1/)
      expect((await add(mock, '911111111111111111', 0.2)).status).toBe(400)
    })
  })

  test('deleted things stay deleted', async () => {
    const state = folder.file()
    const remove = (mock: { url: string }, voice_id: string) => ask(mock, '/v1/general/delete-voices', { body: { voice_id } })
    const voice = await session({ state, speed: 'instant' }, async (mock) => {
      const { json } = await ask(mock, '/v1/general/custom-voices', { body: { voice_name: 'Fox', voice_url: 'https://cdn.example.com/a.mp3' } })
      const made = await ask(mock, `/v1/general/custom-voices/${json.data.task_id}`)
      const id = made.json.data.task_result.voices[0].voice_id as string
      expect((await remove(mock, id)).status).toBe(200)
      return id
    })
    await session({ state }, async (mock) => expect((await remove(mock, voice)).status).not.toBe(200))
  })
})

describe('callbacks', () => {
  test('that fell due while nothing ran are sent at the start, those that were sent are not sent again', async () => {
    await using receiver = await startReceiver()
    const state = folder.file()
    await session({ state }, async (mock) => {
      mock.control.clock.freeze()
      await create(mock, { ...fox, callback_url: receiver.url })
      await receiver.after(1)
      while (mock.control.callbacks[0]!.outcome === 'waiting') await new Promise((resolve) => setTimeout(resolve, 2))
    })
    // As if a minute had gone by.
    await session({ state }, async (mock) => {
      mock.control.clock.advance(60_000)
      await receiver.after(3)
      expect(receiver.received.map(({ body }) => JSON.parse(body).task_status)).toEqual(['submitted', 'processing', 'succeed'])
      while (mock.control.callbacks.some(({ outcome }) => outcome === 'waiting')) await new Promise((resolve) => setTimeout(resolve, 2))
    })
    await session({ state }, async ({ control }) => {
      expect(control.callbacks.map(({ status, outcome }) => [status, outcome])).toEqual([
        ['submitted', 'delivered'],
        ['processing', 'delivered'],
        ['succeeded', 'delivered'],
      ])
      control.clock.advance(60_000)
    })
    expect(receiver.received).toHaveLength(3)
  })

  test('that nobody took are tried again, under the same id', async () => {
    let works = false
    await using receiver = await startReceiver((_call, response) => response.writeHead(works ? 200 : 500).end())
    const state = folder.file()
    await session({ state, speed: 'instant' }, async (mock) => {
      mock.control.clock.freeze()
      await create(mock, { ...fox, callback_url: receiver.url })
      const answered = () => mock.control.callbacks.filter(({ attempts }) => attempts[0]?.status === 500).length
      while (answered() < 3) await new Promise((resolve) => setTimeout(resolve, 2))
    })
    const before = receiver.received.length
    works = true
    await session({ state, webhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }, async (mock) => {
      const waiting = mock.control.callbacks
      expect(waiting.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'waiting'])
      mock.control.clock.advance(30_000)
      const calls = (await receiver.after(before + 3)).slice(before)
      expect(calls.map(({ headers }) => headers['webhook-id']).sort()).toEqual(waiting.map(({ id }) => id).sort())
    })
  })
})

describe('kill -9', () => {
  test('while tasks, charges, rules and the clock change: nothing that was answered is lost', async () => {
    const state = folder.file()
    const answered = { tasks: [] as string[], rules: [] as string[], clock: 0 }
    {
      await using mock = await startMockProcess({ state, speed: 'instant', slots: 1000 })
      await ask(mock, '/__kling/balance', { body: { units: 1_000_000 } })
      await ask(mock, '/__kling/clock/freeze', { method: 'POST', body: { at: 1_800_000_000_000 } })
      const until = async (work: () => Promise<void>) => {
        try {
          for (;;) await work()
        } catch {
          return
        }
      }
      await Promise.all([
        ...Array.from({ length: 6 }, () =>
          until(async () => {
            answered.tasks.push((await create(mock)).data.task_id)
            if (answered.tasks.length === 100) mock.child.kill('SIGKILL')
          }),
        ),
        until(async () => void answered.rules.push((await ask(mock, '/__kling/rules', { body: { match: { prompt: 'never' }, then: 'reset' } })).json.id)),
        until(async () => {
          answered.clock = (await ask(mock, '/__kling/clock/advance', { body: { by: 1000 } })).json.now
        }),
      ])
      if (mock.child.signalCode === null) await once(mock.child, 'exit')
    }
    expect(Math.min(answered.tasks.length, answered.rules.length)).toBeGreaterThan(10)
    const all = await session({ state, speed: 'instant' }, async (mock) => {
      const listed = new Set((await mock.control.tasks(1000)).map(({ id }) => id))
      expect(answered.tasks.filter((id) => !listed.has(id))).toEqual([])
      const rules = new Set(mock.control.rules.map(({ id }) => id))
      expect(answered.rules.filter((id) => !rules.has(id))).toEqual([])
      expect(mock.control.clock.now()).toBeGreaterThanOrEqual(answered.clock)
      // Every task is charged once, and the pack agrees with the ledger.
      const charges = mock.control.charges.map(({ taskId }) => taskId)
      expect([charges.length, new Set(charges).size]).toEqual([listed.size, listed.size])
      const spent = mock.control.charges.reduce((sum, { amount }) => sum + amount, 0)
      expect((await packOf(mock, 'video')).remaining).toBeCloseTo(1_000_000 - spent, 3)
      return listed.size
    })
    expect(readFileSync(state, 'utf8').split('\n').length).toBeGreaterThan(all)
  })
})
