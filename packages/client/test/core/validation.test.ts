import * as validators from '@klingkit/zod'
import { describe, expect, test, vi } from 'vitest'
import { createClient, createKling, KlingValidationError, validation } from '../../src/index.ts'
import { createText2Video, getTasks, getText2Video } from '../../src/operations.ts'
import { scriptedFetch, success } from '../support/scripted-fetch.ts'

const task = { task_id: '1', task_status: 'submitted', created_at: 1, updated_at: 1 }
const caught = (promise: PromiseLike<unknown>): Promise<any> =>
  Promise.resolve(promise).then(
    () => undefined,
    (error) => error,
  )

describe('requests', () => {
  test('that break a documented rule are not sent', async () => {
    const { fetch, requests } = scriptedFetch(success(task))
    const kling = createKling({ apiKey: 'key', fetch, validate: 'request', validators })
    const error: KlingValidationError = await caught(kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: '' }))
    expect(error).toMatchObject({ code: 'KLING_VALIDATION', direction: 'request', issues: [{ path: 'prompt', message: 'prompt is required' }] })
    expect(requests).toHaveLength(0)
    await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox' })
    expect(requests).toHaveLength(1)
  })

  test('are judged in path and query too', async () => {
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(success([])).fetch, validate: validation(validators, 'request') })
    expect(await caught(getTasks(client, { task_ids: '' } as any))).toBeInstanceOf(KlingValidationError)
    expect(await caught(getTasks(client, '1'))).toBeUndefined()
  })

  test('with members that would be ignored are sent, with a warning', async () => {
    const warnings: string[] = []
    const logger = { warn: (message: string) => void warnings.push(message) }
    const client = createClient({ apiKey: 'key', logger, fetch: scriptedFetch(success(task)).fetch, validate: validation(validators, 'request') })
    await createText2Video(client, { model_name: 'kling-v3', prompt: 'A fox', aspectRatio: '1:1' } as any)
    expect(warnings).toEqual([expect.stringContaining('aspectRatio')])
  })

  test('may hold bigints', async () => {
    const { fetch, requests } = scriptedFetch(success(task))
    const kling = createKling({ apiKey: 'key', fetch, validate: 'both', validators })
    await kling.v1.videos.omniVideo.create({
      model_name: 'kling-v3-omni',
      prompt: 'A fox',
      aspect_ratio: '16:9',
      element_list: [{ element_id: 829836802793406551n }],
    })
    expect(requests[0]!.body).toContain('829836802793406551')
  })
})

describe('answers', () => {
  test('that are not as documented are thrown, with what came', async () => {
    const answer = success({ ...task, task_id: 5 })
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(answer).fetch, validate: validation(validators, 'response') })
    const error = await caught(getText2Video(client, '1'))
    expect(error).toMatchObject({ direction: 'response', issues: [{ path: 'data.task_id' }], answer: answer.body })
  })

  test('of a create that are not as documented do not hide that there is a task', async () => {
    const answer = success({ ...task, task_status: 7 })
    const client = createClient({ apiKey: 'key', fetch: scriptedFetch(answer).fetch, validate: validation(validators) })
    const error = await caught(createText2Video(client, { model_name: 'kling-v3', prompt: 'A fox' }))
    expect(error).toMatchObject({ code: 'KLING_VALIDATION', answer: { data: { task_id: '1' } } })
  })
})

test('the words need validators', () => {
  expect(() => createKling({ apiKey: 'key', validate: 'both' })).toThrow('@klingkit/zod')
})

test('nothing is judged unless it is asked for', async () => {
  const { fetch, requests } = scriptedFetch(success(task))
  await createKling({ apiKey: 'key', fetch, validators }).v1.videos.text2video.create({ prompt: '' })
  expect(requests).toHaveLength(1)
})

test('validators of another version of the document are told of, once', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  validation(validators)
  validation({ checkRequest: validators.checkRequest, validators: {} })
  expect(warn).not.toHaveBeenCalled()
  validation({ ...validators, specHash: 'another' })
  validation({ ...validators, specHash: 'another' })
  expect(warn.mock.calls).toEqual([[expect.stringContaining('@klingkit/client and @klingkit/zod are of different versions')]])
  warn.mockRestore()
})
