import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { historyOf, type Intervention, stateAt, type TaskRecord } from '../src/index.js'
import { createWorld, second } from './support/world.js'

const start = 1_000_000
const runs = { seed: 20261120, numRuns: 2000 }

/** Any record a simulator could hold: with times or with counted reads, with and without a failure and steps from outside. */
const interventions: fc.Arbitrary<Intervention[]> = fc
  .array(
    fc.record({
      at: fc.integer({ min: start, max: start + 5000 }),
      kind: fc.constantFrom('succeed', 'fail', 'advance'),
      reason: fc.constant('no'),
    }) as fc.Arbitrary<Intervention>,
    { maxLength: 4 },
  )
  .map((steps) => steps.sort((a, b) => a.at - b.at))

const records: fc.Arbitrary<TaskRecord> = fc
  .record({
    queueTime: fc.integer({ min: 0, max: 2000 }),
    runTime: fc.integer({ min: 0, max: 2000 }),
    failure: fc.option(fc.constant('Failure to pass the risk control system'), { nil: undefined }),
    interventions,
    counted: fc.option(
      fc.record({ needed: fc.integer({ min: 1, max: 3 }), readAt: fc.array(fc.integer({ min: start, max: start + 5000 }), { maxLength: 4 }) }),
      { nil: undefined },
    ),
  })
  .map(({ queueTime, runTime, failure, interventions: steps, counted }) => {
    const readAt = counted?.readAt.sort((a, b) => a - b).slice(0, counted.needed) ?? []
    return {
      id: '1',
      sequence: 1,
      operation: 'createText2Video',
      createdAt: start,
      body: {},
      queueTime,
      totalTime: queueTime + runTime,
      failure,
      interventions: steps,
      counted: counted && { needed: counted.needed, seen: readAt.length, firstAt: readAt[0], doneAt: readAt[counted.needed - 1] },
      cost: { units: 1, package: 'video' },
    }
  })

const moments = fc.integer({ min: start, max: start + 8000 })
const rank = { submitted: 0, processing: 1, succeeded: 2, failed: 2 }

describe('the state of a task is a function of its record and the time', () => {
  test('it never goes back, and once ended never changes', () => {
    fc.assert(
      fc.property(records, moments, moments, (task, a, b) => {
        const [before, after] = [Math.min(a, b), Math.max(a, b)].map((time) => stateAt(task, time))
        expect(rank[after!.status]).toBeGreaterThanOrEqual(rank[before!.status])
        expect(after!.updatedAt).toBeGreaterThanOrEqual(before!.updatedAt)
        if (rank[before!.status] === 2) expect(after).toEqual(before)
      }),
      runs,
    )
  })

  test('it is the last thing that happened, and nothing happened later', () => {
    fc.assert(
      fc.property(records, moments, (task, now) => {
        const state = stateAt(task, now)
        expect(state.updatedAt).toBeLessThanOrEqual(now)
        expect(historyOf(task).filter(({ updatedAt }) => updatedAt > state.updatedAt && updatedAt <= now)).toEqual([])
        expect(historyOf(task)).toContainEqual(state)
        expect(state.message !== '').toBe(state.status === 'failed')
      }),
      runs,
    )
  })

  test('it does not matter when, or how often, it was asked before', () => {
    fc.assert(
      fc.property(records, fc.array(moments, { maxLength: 10 }), moments, (task, asked, now) => {
        const untouched = stateAt(structuredClone(task), now)
        const before = JSON.stringify(task)
        for (const time of asked) stateAt(task, time)
        expect(stateAt(task, now)).toEqual(untouched)
        expect(JSON.stringify(task)).toBe(before)
      }),
      runs,
    )
  })

  test('a record that went through JSON says the same', () => {
    fc.assert(
      fc.property(records, moments, (task, now) => {
        expect(stateAt(JSON.parse(JSON.stringify(task)), now)).toEqual(stateAt(task, now))
        expect(historyOf(JSON.parse(JSON.stringify(task)))).toEqual(historyOf(task))
      }),
      runs,
    )
  })

  test('a step from outside changes nothing of what has been', () => {
    fc.assert(
      fc.property(records, moments, moments, fc.constantFrom('succeed', 'fail', 'advance'), (task, a, b, kind) => {
        const [earlier, at] = [Math.min(a, b), Math.max(a, b)]
        const steps = [...task.interventions!.filter((step) => step.at <= at), { at, kind, reason: 'x' } as Intervention]
        const changed = { ...task, interventions: steps }
        const unchanged = { ...task, interventions: steps.slice(0, -1) }
        if (earlier < at) expect(stateAt(changed, earlier)).toEqual(stateAt(unchanged, earlier))
        const before = stateAt(unchanged, at)
        const after = stateAt(changed, at)
        if (rank[before.status] === 2) expect(after).toEqual(before)
        else expect(rank[after.status]).toBe(kind === 'advance' ? rank[before.status] + 1 : 2)
      }),
      runs,
    )
  })
})

describe('through the API', () => {
  const text2video = '/v1/videos/text2video'
  const body = { model_name: 'kling-v3', prompt: 'a fox' }

  test('whoever asks once sees what another sees who asked all the time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 8 }), async (waits) => {
        const [patient, eager] = [createWorld(), createWorld()]
        const ids = [await patient.create(text2video, body), await eager.create(text2video, body)]
        expect(ids[0]).toBe(ids[1])
        for (const wait of waits) {
          eager.clock.advance(wait)
          await eager.get(`${text2video}/${ids[1]}`)
          await eager.post('/tasks')
        }
        patient.clock.advance(waits.reduce((sum, wait) => sum + wait, 0))
        const read = async (world: typeof patient) => (await world.get(`${text2video}/${ids[0]}`)).json.data
        expect(await read(patient)).toEqual(await read(eager))
      }),
      { seed: 7, numRuns: 60 },
    )
  })

  test('steps from outside: the next state, success, failure; an ended task stays as it is', async () => {
    const world = createWorld()
    const status = async (id: string) => (await world.get(`${text2video}/${id}`)).json.data
    const id = await world.create(text2video, body)
    world.clock.advance(100)
    expect(await world.control.advance(id)).toBe(true)
    expect(await status(id)).toMatchObject({ task_status: 'processing', updated_at: world.clock.now() })
    world.clock.advance(100)
    await world.control.advance(id)
    expect(await status(id)).toMatchObject({ task_status: 'succeed', updated_at: world.clock.now() })
    world.clock.advance(100)
    await world.control.fail(id)
    expect(await status(id)).toMatchObject({ task_status: 'succeed', updated_at: world.clock.now() - 100 })
    const failing = await world.create(text2video, body, { 'kling-mock-trouble': 'fail=image-size' })
    await world.control.advance(failing)
    await world.control.advance(failing)
    expect((await status(failing)).task_status_msg).toMatch(/^The resolution or aspect ratio/)
    const saved = await world.create(text2video, body, { 'kling-mock-trouble': 'fail' })
    await world.control.succeed(saved)
    expect(await status(saved)).toMatchObject({ task_status: 'succeed', final_unit_deduction: '3' })
    expect(await world.control.advance('123')).toBe(false)
  })

  test('a task that was moved on ends at its usual time', async () => {
    const world = createWorld()
    const id = await world.create(text2video, body)
    await world.control.advance(id)
    const states = []
    for (const wait of [0, 0.6, 1.399, 0.001]) {
      world.clock.advance(wait * second)
      states.push((await world.get(`${text2video}/${id}`)).json.data.task_status)
    }
    expect(states).toEqual(['processing', 'processing', 'processing', 'succeed'])
  })

  test('counted reads: the third one shows the end, whatever the clock says', async () => {
    const world = createWorld({ reads: 3 })
    const id = await world.create(text2video, body)
    const states = []
    for (let read = 0; read < 5; read++) {
      const { json } = await world.get(`${text2video}/${id}`)
      states.push([json.data.task_status, json.data.updated_at])
      world.clock.advance(10 * second)
    }
    const now = world.clock.now() - 50 * second
    expect(states).toEqual([
      ['processing', now],
      ['processing', now],
      ['succeed', now + 20 * second],
      ['succeed', now + 20 * second],
      ['succeed', now + 20 * second],
    ])
  })

  test('lists do not count as reads, nor reads of others; every id of /tasks does', async () => {
    const world = createWorld({ reads: 2 })
    const id = await world.create(text2video, body)
    await world.get(text2video)
    await world.post('/tasks')
    await world.get('/v1/videos/image2video/1')
    expect((await world.get(text2video)).json.data[0].task_status).toBe('submitted')
    await world.get(`/tasks?task_ids=${id}`)
    expect((await world.get(`/tasks?task_ids=${id}`)).json.data[0].status).toBe('succeeded')
  })
})

test('timers are for callbacks: where none ever runs, tasks end, slots come free and units are charged all the same', async () => {
  let asked = 0
  const at = () => {
    asked++
    return () => {}
  }
  const world = createWorld({ timers: { at }, slots: 1 })
  const create = () => world.post('/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'a fox' })
  const { json } = await create()
  expect((await create()).json.code).toBe(1303)
  world.clock.advance(2 * second)
  expect((await world.get(`/v1/videos/text2video/${json.data.task_id}`)).json.data.task_status).toBe('succeed')
  expect((await create()).status).toBe(200)
  expect([world.control.charges.length, asked]).toEqual([1, 0])
})

describe('how long it takes', () => {
  const text2video = '/v1/videos/text2video'
  const body = { model_name: 'kling-v3', prompt: 'a fox' }

  async function timeOf(world: ReturnType<typeof createWorld>, path = text2video, request: Record<string, unknown> = body) {
    const id = await world.create(path, request)
    const created = world.clock.now()
    world.clock.advance(3600 * second)
    const { json } = await world.get(`/tasks?task_ids=${id}`)
    return json.data[0].update_time - created
  }

  test('nothing, two seconds, or what the product really takes', async () => {
    expect(await timeOf(createWorld({ speed: 'instant' }))).toBe(0)
    expect(await timeOf(createWorld())).toBe(2000)
    // 28 s were seen for 3 s of 3.0 Turbo, 83 s for 3 s of Omni, 9 to 15 s for a voice.
    const real = () => createWorld({ speed: 'real' })
    const turbo = await timeOf(real(), '/text-to-video/kling-3.0-turbo', { prompt: 'a fox', settings: { duration: 3 } })
    expect(Math.abs(turbo - 28_000)).toBeLessThanOrEqual(0.2 * 28_000)
    const omni = await timeOf(real(), '/omni-video/kling-3.0-omni', { contents: [{ type: 'prompt', text: 'a fox' }], settings: { duration: 3 } })
    expect(Math.abs(omni - 83_000)).toBeLessThanOrEqual(0.2 * 83_000)
    const voice = await timeOf(real(), '/v1/general/custom-voices', { voice_name: 'n', voice_url: 'https://e.com/v.mp3' })
    expect(Math.abs(voice - 15_000)).toBeLessThanOrEqual(0.2 * 15_000)
  })

  test('a part of it, by a factor', async () => {
    expect(await timeOf(createWorld({ timeFactor: 10 }))).toBe(200)
    const world = createWorld()
    world.control.setSpeed('fast', 4)
    expect(await timeOf(world)).toBe(500)
    world.control.setSpeed('instant')
    expect(await timeOf(world)).toBe(0)
  })
})
