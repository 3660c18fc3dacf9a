import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CreatedTask, Kling, WaitOptions } from '../../src/index.ts'
import { answered, createWorld, groupsOf, refused } from './support/world.ts'

const creates: ((kling: Kling, external_task_id: string) => Promise<CreatedTask>)[] = [
  (kling, external_task_id) => kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox', external_task_id }),
  (kling, external_task_id) => kling.v1.images.generations.create({ prompt: 'a fox', external_task_id }),
  (kling, external_task_id) => kling.textToVideo['kling-3.0-turbo'].create({ prompt: 'a fox', options: { external_task_id } }),
  (kling, external_task_id) => kling.solutions.talkingAgent.create({ options: { external_task_id } } as any),
]

/** What may come in the place of an answer. */
const troubles: (() => Response)[] = [
  () => refused(503, 5001),
  () => refused(500, 5000),
  () => refused(429, 1302),
  () => refused(429, 1302, { 'retry-after': '3' }),
  () => refused(400, 1201),
  () => answered(null),
  () => answered([]),
  () => new Response('<html>Bad Gateway</html>', { status: 502 }),
  () => new Response('{"code":0,"mess'),
  () => {
    throw new TypeError('fetch failed: the connection was reset')
  },
]

/** Where the answers stand that show no task. */
const nothing = 5

const wait = fc.record({
  product: fc.nat(creates.length - 1),
  begins: fc.nat(60_000),
  fails: fc.boolean(),
  givesUpAfter: fc.option(fc.nat(300_000), { freq: 3 }),
  timeout: fc.option(fc.integer({ min: 1_000, max: 400_000 }), { freq: 3 }),
  interval: fc.option(fc.integer({ min: 500, max: 30_000 }), { freq: 3 }),
  throws: fc.boolean(),
})

/** Trouble by the number of the request; never so much that nothing comes through. */
const trouble = fc.array(fc.option(fc.nat(troubles.length - 1), { freq: 2 }), { minLength: 30, maxLength: 60 })

test('whatever happens to the reads, every wait ends as its task did or as it was told to, and nothing is left', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wait, { minLength: 5, maxLength: 40 }), trouble, async (waits, plan) => {
      const { kling, clock, state, reads } = createWorld({ latency: 50, references: 'off' })
      let read = 0
      state.answering = (target) => {
        const kind = /\?|\/\d+$/.test(target) ? plan[read++] : undefined
        return kind === null || kind === undefined ? undefined : troubles[kind]!()
      }
      const one = async ({ product, begins, fails, givesUpAfter, timeout, interval, throws }: (typeof waits)[number], index: number) => {
        await clock.pass(begins)
        const task = await creates[product]!(kling, fails ? `kling-mock:fail=risk-control;${index}` : `own-${index}`)
        const controller = new AbortController()
        const callOff = givesUpAfter === null ? undefined : clock.at(clock.now() + givesUpAfter, () => controller.abort('enough'))
        const options: WaitOptions = { signal: controller.signal, ...(timeout && { timeout }), ...(interval && { interval }) }
        if (throws)
          options.onUpdate = () => {
            throw new Error('oh')
          }
        const [end] = await kling.waitAllSettled([task], options)
        callOff?.()
        if (end.status === 'fulfilled') {
          expect(fails).toBe(false)
          expect((end.value as any).task_status ?? (end.value as any).status).toMatch(/^succeed/)
          return
        }
        const { reason } = end
        if (reason === 'enough') return expect(givesUpAfter).not.toBeNull()
        const maySeemUnknown = plan.filter((kind) => kind === nothing || kind === nothing + 1).length >= 4
        const allowed = ['KLING_TASK_TIMEOUT', 'KLING_INVALID_REQUEST', ...(fails ? ['KLING_TASK_FAILED'] : []), ...(maySeemUnknown ? ['KLING_NOT_FOUND'] : [])]
        expect(allowed).toContain(reason.code)
      }
      await Promise.all(waits.map(one))
      expect([clock.pending, groupsOf(kling).size]).toEqual([0, 0])
      // One by one, at least twice a second, would be far more.
      expect(reads().length).toBeLessThan(1_000)
    }),
    { numRuns: 200, seed: 20261120 },
  )
})
