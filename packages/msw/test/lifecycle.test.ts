import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { klingHandlers } from '../src/index.js'
import { call, fox, official } from './support/call.js'

/** The set-up of the README: one world per file, emptied after each test. */
const kling = klingHandlers()
const server = setupServer(...kling)

beforeAll(() => {
  kling.control.clock.freeze(Date.UTC(2026, 10, 20))
  server.listen({ onUnhandledFrame: 'error' })
})
afterEach(async () => {
  server.resetHandlers()
  await kling.control.reset()
})
afterAll(() => server.close())

describe('a task of the legacy standard', () => {
  test('is created, moves with the clock, and ends', async () => {
    const created = await call('POST', `${official}/v1/videos/text2video`, { ...fox, duration: '10' })
    expect(created).toMatchObject({ status: 200, body: { code: 0, data: { task_status: 'submitted' } } })
    const read = () => call('GET', `${official}/v1/videos/text2video/${created.body.data.task_id}`)

    kling.control.clock.advance(1000)
    expect((await read()).body.data.task_status).toBe('processing')
    kling.control.clock.advance(2000)
    expect((await read()).body.data).toMatchObject({ task_status: 'succeed', task_result: { videos: [{ url: expect.stringContaining('https://') }] } })
  })

  test('stands on the list, newest first, and is gone after a reset', async () => {
    const list = async () =>
      (await call('GET', `${official}/v1/videos/text2video?pageNum=1&pageSize=2`)).body.data.map((task: any) => task.task_info.external_task_id)
    for (const external_task_id of ['one', 'two', 'three']) await call('POST', `${official}/v1/videos/text2video`, { ...fox, external_task_id })
    expect(await list()).toEqual(['three', 'two'])
    await kling.control.reset()
    expect(await list()).toEqual([])
  })
})

test('a task of the new standard is found among all tasks', async () => {
  const created = await call('POST', `${official}/text-to-video/kling-3.0-turbo`, { prompt: 'A fox in the snow' })
  expect(created.body.data.status).toBe('submitted')
  kling.control.clock.advance(3000)
  const found = await call('GET', `${official}/tasks?task_ids=${created.body.data.id}`)
  expect(found.body.data).toMatchObject([{ id: created.body.data.id, status: 'succeeded', outputs: [{ type: 'video' }] }])
})

describe('refusals', () => {
  test('a body that breaks a rule, in the words of the service', async () => {
    const answer = await call('POST', `${official}/image-to-video/kling-3.0`, { contents: [{ type: 'first_frame', url: '' }] })
    expect(answer).toMatchObject({ status: 400, body: { code: 1201, message: "content item of type 'first_frame' must have a non-blank url" } })
    expect(await kling.control.taskCount()).toBe(0)
  })

  test('broken JSON', async () => {
    expect(await call('POST', `${official}/v1/videos/text2video`, '{"prompt":')).toMatchObject({ status: 400, body: { code: 1201 } })
  })

  test('no credential', async () => {
    expect(await call('GET', `${official}/v1/videos/text2video`, undefined, { authorization: '' })).toMatchObject({ status: 401, body: { code: 1001 } })
  })

  test('an id nobody made', async () => {
    expect(await call('GET', `${official}/v1/videos/text2video/123`)).toMatchObject({
      status: 400,
      body: { code: 1201, message: 'Task not found by id/external id: 123' },
    })
  })

  test('an unknown member passes and is named in a header', async () => {
    const answer = await call('POST', `${official}/v1/videos/text2video`, { ...fox, aspectRatio: '1:1' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('kling-mock-warning')).toContain('aspect_ratio')
  })
})

test('the control shows what came in and steps in', async () => {
  const created = await call('POST', `${official}/v1/videos/text2video`, fox)
  await kling.control.fail(created.body.data.task_id, 'Failure to pass the risk control system')
  const read = await call('GET', `${official}/v1/videos/text2video/${created.body.data.task_id}`)
  expect(read.body.data).toMatchObject({ task_status: 'failed', task_status_msg: 'Failure to pass the risk control system' })
  expect(kling.control.requests.map(({ operationId, status }) => [operationId, status])).toEqual([
    ['createText2Video', 200],
    ['getText2Video', 200],
  ])
})

test('the eighteen digits of an element id arrive as they were sent', async () => {
  const body = '{"contents":[{"type":"first_frame","url":"https://example.com/a.png"},{"type":"element","element_id":829836802793406551,"id":"anna"}]}'
  expect(await call('POST', `${official}/image-to-video/kling-3.0`, body)).toMatchObject({ status: 200 })
  expect(kling.control.requests[0]?.body).toBe(body)
})
