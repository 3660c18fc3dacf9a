import { operations } from '@klingkit/openapi'
import { retiredModels } from '@klingkit/openapi/runtime'
import { describe, expect, test } from 'vitest'
import { createWorld, day, second } from './support/world.js'

/** What is documented nowhere, or otherwise than it was seen: the numbered list of the project's reference, section 17. */
const text2video = '/v1/videos/text2video'
const body = { model_name: 'kling-v3', prompt: 'a fox' }

test('1: an unknown id on a legacy read is 400/1201, not 404, with the real text', async () => {
  for (const { path } of operations.filter(({ kind, status }) => kind === 'query one' && status !== 'retired')) {
    const { status, json } = await createWorld().get(path.replace('{id}', '868890153925369900'))
    expect([status, json.code, json.message]).toEqual([400, 1201, 'Task not found by id/external id: 868890153925369900'])
  }
})

test('1: a task is found only where it was made', async () => {
  const world = createWorld()
  const id = await world.create(text2video, body)
  expect((await world.get(`/v1/videos/image2video/${id}`)).json.message).toBe(`Task not found by id/external id: ${id}`)
  expect((await world.get(`/solutions?task_ids=${id}`)).json.data).toEqual([])
})

test('2: unknown ids on /tasks are simply absent', async () => {
  const world = createWorld()
  const id = await world.create(text2video, body)
  expect((await world.get('/tasks?task_ids=123')).json).toMatchObject({ code: 0, data: [] })
  expect((await world.get(`/tasks?task_ids=123,${id},${id},456`)).json.data.map((task: any) => task.id)).toEqual([id])
})

test('3: 20 ids are read, 21 refused; none at all and both kinds too', async () => {
  const world = createWorld()
  const ids = Array.from({ length: 21 }, (_, index) => String(868890153925369900n + BigInt(index)))
  expect((await world.get(`/tasks?task_ids=${ids.slice(0, 20)}`)).status).toBe(200)
  const many = await world.get(`/tasks?task_ids=${ids}`)
  expect([many.status, many.json.code, many.json.message]).toEqual([400, 1201, 'task_ids and external_task_ids cannot exceed 20 in total'])
  expect((await world.get('/tasks')).json.message).toBe('task_ids or external_task_ids is required')
  expect((await world.get('/tasks?task_ids=1&external_task_ids=2')).status).toBe(400)
})

test('5: a repeated external id is refused and not charged, across products and standards', async () => {
  const world = createWorld()
  await world.create(text2video, { ...body, external_task_id: 'order-1' })
  world.clock.advance(13 * 60 * second)
  const again = [
    await world.post(text2video, { ...body, external_task_id: 'order-1' }),
    await world.post('/v1/images/generations', { ...body, external_task_id: 'order-1' }),
    await world.post('/text-to-video/kling-3.0', { prompt: 'a fox', options: { external_task_id: 'order-1' } }),
  ]
  for (const { status, json } of again) expect([status, json.code, json.message]).toEqual([400, 1201, 'External_task_id order-1 already exists'])
  world.clock.advance(second)
  expect(world.control.charges).toHaveLength(1)
  expect(await world.control.taskCount()).toBe(1)
})

test('5: it says so also where nothing more could be made anyway', async () => {
  const world = createWorld({ slots: 1 })
  await world.create(text2video, { ...body, external_task_id: 'order-1' })
  expect((await world.post(text2video, { ...body, external_task_id: 'order-1' })).json.code).toBe(1201)
  expect((await world.post(text2video, { ...body, external_task_id: 'order-2' })).json.code).toBe(1303)
})

test('6: a create that seems to fail may have made the task; it is found by the own id', async () => {
  const world = createWorld()
  const failed = await world.post(text2video, { ...body, external_task_id: 'order-2' }, { 'kling-mock-trouble': 'code=5002,created' })
  expect([failed.status, failed.json.code]).toEqual([504, 5002])
  expect((await world.get(`${text2video}/order-2`)).status).toBe(200)
})

test('7: moderation comes late: accepted, then failed with the text', async () => {
  const world = createWorld()
  const id = await world.create(text2video, body, { 'kling-mock-trouble': 'fail' })
  world.clock.advance(2 * second)
  const { json } = await world.get(`${text2video}/${id}`)
  expect(json).toMatchObject({
    code: 0,
    data: { task_status: 'failed', task_status_msg: 'Failure to pass the risk control system', final_unit_deduction: '0' },
  })
})

describe('9: retired models are refused per operation', () => {
  test.each(Object.entries(retiredModels).filter(([id]) => operations.find((operation) => operation.id === id)?.status !== 'retired'))(
    '%s',
    async (operationId, models) => {
      const { path } = operations.find(({ id }) => id === operationId)!
      const world = createWorld({ validate: () => ({ ok: true, issues: [], warnings: [] }) })
      for (const model_name of models!) {
        const { status, json } = await world.post(path, { model_name, prompt: 'a fox', image: 'https://e.com/a.png' })
        expect([model_name, status, json.code, json.message]).toEqual([model_name, 404, 1203, 'The model is discontinued'])
      }
    },
  )

  test('an old model that is gone on one path still answers on another', async () => {
    const world = createWorld()
    const { status } = await world.post('/v1/videos/effects', {
      effect_scene: 'hug',
      input: { model_name: 'kling-v1-6', images: ['https://e.com/a.png', 'https://e.com/b.png'] },
    })
    expect(status).toBe(200)
    const { json } = await world.post(text2video, { model_name: 'kling-v1-6', prompt: 'a fox' })
    expect(json.code).toBe(1203)
  })

  test('a whole operation that is gone says so to everything, be the body good or bad', async () => {
    const gone = operations.filter(({ status }) => status === 'retired')
    expect(gone.length).toBeGreaterThan(0)
    for (const { method, path, retired } of gone) {
      const { status, json } = await createWorld().send({ method, url: path.replace('{id}', '1'), body: method === 'POST' ? '{}' : undefined })
      expect([status, json.code, json.message]).toEqual([404, retired!.code, retired!.message])
    }
  })

  test('a body without model_name is answered as the documented default would be, with a hint', async () => {
    const world = createWorld()
    const gone = await world.post(text2video, { prompt: 'a fox' })
    expect([gone.status, gone.json.code]).toEqual([404, 1203])
    expect(gone.headers['kling-mock-warning']).toContain('the documented default kling-v1 is taken')
    const served = await world.post('/v1/images/generations', { prompt: 'a fox', model_name: '' })
    expect(served.status).toBe(200)
    expect(served.headers['kling-mock-warning']).toContain('the documented default kling-v3 is taken')
    const named = await world.post(text2video, body)
    expect(named.headers).not.toHaveProperty('kling-mock-warning')
    // The old name of the field does nothing.
    const old = await world.post(text2video, { model: 'kling-v3', prompt: 'a fox' })
    expect(old.json.code).toBe(1203)
    expect(old.headers['kling-mock-warning']).toMatch(/kling-v1 is taken.*model_name/)
  })
})

test('10: packs are found by their purchase, so a short window hides those that still serve', async () => {
  const world = createWorld()
  const now = world.clock.now()
  world.control.setPacks([{ ...world.control.packs[0]!, purchasedAt: now - 300 * day }])
  const costs = async (days: number) =>
    (await world.get(`/account/costs?start_time=${now - days * day}&end_time=${now}`)).json.data.resource_pack_subscribe_infos
  expect(await costs(30)).toEqual([])
  expect(await costs(400)).toMatchObject([{ status: 'online' }])
})

test('15: 3.0 Turbo is charged at one rate, with sound', async () => {
  const world = createWorld()
  const id = await world.create('/text-to-video/kling-3.0-turbo', { prompt: 'a fox', settings: { resolution: '1080p', audio: 'off' } })
  world.clock.advance(2 * second)
  expect((await world.get(`/tasks?task_ids=${id}`)).json.data[0].billing[0].amount).toBe('5')
})

test('16: a slash at the end does no harm', async () => {
  const world = createWorld()
  const id = await world.create('/v1/videos/multi-elements/', { session_id: '847570360458960960', edit_mode: 'removal', prompt: 'Delete it' })
  expect((await world.get(`/v1/videos/multi-elements/${id}`)).status).toBe(200)
})

describe('files as Base64 with a data: prefix', () => {
  const image = 'data:image/png;base64,iVBORw0KGgo='

  test('are refused on /v1 with the real text', async () => {
    const { status, json } = await createWorld().post('/v1/videos/image2video', { model_name: 'kling-v3', image, prompt: 'a fox' })
    expect([status, json.code, json.message]).toEqual([400, 1201, 'File is not in a valid base64 format'])
  })

  test('are taken on the new standard, with a warning', async () => {
    const contents = [{ type: 'first_frame', url: image }]
    const { status, headers } = await createWorld().post('/image-to-video/kling-3.0', { contents })
    expect(status).toBe(200)
    expect(headers['kling-mock-warning']).toContain('contents[0].url')
    const bare = await createWorld().post('/image-to-video/kling-3.0', { contents: [{ type: 'first_frame', url: 'iVBORw0KGgo=' }] })
    expect(bare.headers).not.toHaveProperty('kling-mock-warning')
  })
})

describe('what is no request of the API', () => {
  test('an unknown path has the framework answer', async () => {
    const { status, json } = await createWorld().get('/openapi.json')
    expect(status).toBe(404)
    expect(json).toEqual({ timestamp: '2026-10-15T12:00:00.000+0000', status: 404, error: 'Not Found', message: 'No message available', path: '/openapi.json' })
  })

  test('an unknown model in the path, and a wrong method', async () => {
    const world = createWorld()
    expect((await world.post('/text-to-video/kling-9', {})).json).toMatchObject({ code: 1201, message: 'model is not supported' })
    const wrong = await world.get('/text-to-video/kling-3.0')
    expect([wrong.status, wrong.json.code]).toEqual([404, 1202])
  })

  test('a body that is no JSON, no object, or not there', async () => {
    for (const validate of [undefined, () => ({ ok: true, issues: [], warnings: [] })]) {
      const world = createWorld(validate ? { validate } : {})
      for (const text of ['{', 'null', '[]', '"a"', '', '{"prompt":']) {
        const { status, json } = await world.send({ method: 'POST', url: text2video, body: text })
        expect([text, status, json.code]).toEqual([text, 400, 1201])
      }
      expect((await world.post(text2video, '{')).json.message).toBe('Failed to resolve the request body')
    }
  })

  test('a body that the adapter could not read is refused with its words, after the credentials', async () => {
    const world = createWorld()
    const unreadable = "Content-Type 'text/plain' is not supported"
    expect((await world.send({ method: 'POST', url: text2video, unreadable })).json.message).toBe(unreadable)
    expect((await world.send({ method: 'POST', url: text2video, unreadable, headers: {} })).json.code).toBe(1001)
  })

  test('members nobody knows are taken, with a warning that names the one that is meant', async () => {
    const { status, headers } = await createWorld().post(text2video, { ...body, aspectRatio: '1:1' })
    expect(status).toBe(200)
    expect(headers['kling-mock-warning']).toContain('aspect_ratio')
  })
})
