import { checkRequest } from '@klingkit/zod'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createSimulator,
  entriesOf,
  fold,
  isJournalEntry,
  type Journal,
  type JournalEntry,
  MemoryStore,
  nothingKept,
  type SimulatorOptions,
} from '../src/index.js'

/* What outlives a restart besides tasks and things is written to a journal. Here it is an array of JSON texts. */

const text2video = '/v1/videos/text2video'

/** A place that outlives simulators: a store, and the lines of a journal. */
function place() {
  const store = new MemoryStore()
  let lines: string[] = []
  const kept = () => {
    const found = nothingKept()
    for (const line of lines) fold(found, JSON.parse(line))
    return found
  }
  /** A simulator that goes on where the last one stopped. */
  const start = (options: SimulatorOptions = {}) => {
    const journal: Journal = { kept: kept(), write: (entry) => lines.push(JSON.stringify(entry)) }
    return createSimulator({ validate: checkRequest, store, journal, ...options })
  }
  const compact = () => {
    lines = [...entriesOf(kept())].map((entry) => JSON.stringify(entry))
  }
  return { start, compact, kept, lines: () => lines }
}

const create = async (simulator: { fetch: (url: string, init: RequestInit) => Promise<Response> }) =>
  (
    (await (
      await simulator.fetch(`https://any${text2video}`, {
        method: 'POST',
        headers: { authorization: 'Bearer any' },
        body: '{"model_name":"kling-v3","prompt":"a fox"}',
      })
    ).json()) as { code: number }
  ).code

test('a simulator goes on where the last one stopped', async () => {
  const { start } = place()
  const first = start({ units: 100, speed: 'instant' })
  first.control.clock.freeze(1_800_000_000_000)
  first.control.addRule({ match: { nth: 2 }, then: 'code=1303' })
  expect(await create(first)).toBe(0)
  const { remaining } = first.control.packs[0]!
  first.close()

  const second = start({ units: 100, speed: 'instant' })
  expect([second.control.clock.now(), second.control.clock.frozen]).toEqual([1_800_000_000_000, true])
  expect(await create(second)).toBe(1303)
  expect(second.control.packs[0]).toMatchObject({ remaining, slots: Number.POSITIVE_INFINITY })
  expect(second.control.charges).toHaveLength(1)
})

test('a seed is laid out once, its rules and packs too', async () => {
  const { start } = place()
  const seed = { tasks: [{ operation: 'createText2Video' as const, count: 5 }], packs: [{ type: 'video', total: 100 }], rules: [{ then: 'code=5001' }] }
  const first = start({ seed })
  expect(await create(first)).toBe(5001)
  const [packs, charges] = [first.control.packs, first.control.charges]
  const second = start({ seed })
  expect(await second.control.taskCount()).toBe(5)
  expect(second.control.rules).toMatchObject([{ id: 'rule-1', seen: 1 }])
  expect(second.control.packs).toEqual(packs)
  expect(second.control.charges.map(({ taskId, after }) => [taskId, after])).toEqual(charges.map(({ taskId, after }) => [taskId, after]))
})

describe('however often the lines are read and written anew, they come to the same', () => {
  type Step = (control: ReturnType<typeof createSimulator>['control'], simulator: ReturnType<typeof createSimulator>) => unknown
  const steps: Record<string, Step> = {
    create: (_, simulator) => create(simulator),
    advance: (control) => control.clock.advance(3000),
    faster: (control) => control.clock.setFactor(2),
    rule: (control) => control.addRule({ match: { prompt: 'fox' }, then: 'code=5001', probability: 0.5, seed: 3 }),
    noRule: (control) => control.removeRule('rule-1'),
    packs: (control) => control.setPacks(control.packs.map((pack) => ({ ...pack, remaining: 50 }))),
    balance: (control) => control.setBalance({ amount: 10, currency: 'USD' }),
    spend: (control) => control.setPacks([]),
    charges: (control) => control.charges,
    reset: (control) => control.reset(),
  }

  test('whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 8 }), { minLength: 1, maxLength: 4 }), async (runs) => {
        const { start, compact, kept } = place()
        for (const run of runs) {
          const simulator = start()
          const { control } = simulator
          await control.taskCount()
          if (!control.clock.frozen) control.clock.freeze(1_800_000_000_000)
          for (const step of run) await steps[step]!(control, simulator)
          const seen = { packs: control.packs, balance: control.balance, rules: control.rules, clock: control.clock.state, charges: control.charges.length }
          simulator.close()
          const before = kept()
          compact()
          expect(kept()).toEqual(before)
          expect({
            packs: before.account?.packs,
            balance: before.account?.balance,
            rules: [...before.rules.values()],
            clock: before.clock,
            charges: before.charges.length,
          }).toEqual(seen)
        }
      }),
      { seed: 20_261_120, numRuns: 60 },
    )
  })
})

test('an entry is told from other lines of a file', () => {
  const entries: JournalEntry[] = [{ forgotten: true }, { ruleGone: 'rule-1' }]
  expect(entries.every(isJournalEntry)).toBe(true)
  expect([{ task: {} }, {}].some(isJournalEntry)).toBe(false)
})

test('a task that could not be written down holds neither units nor a slot', async () => {
  class FullStore extends MemoryStore {
    override add(): boolean {
      throw new Error('no space left')
    }
  }
  const { control, handle } = createSimulator({ validate: checkRequest, store: new FullStore(), slots: 1 })
  const body = '{"model_name":"kling-v3","prompt":"a fox"}'
  await expect(handle({ method: 'POST', url: text2video, headers: { authorization: 'Bearer any' }, body })).rejects.toThrow('no space left')
  expect(control.usedSlots('video')).toBe(0)
})
