import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalize } from '../../src/gateways/normalize.ts'
import { cometapi } from '../../src/gateways.ts'
import { gatewayFacts } from '../../src/generated/gateways.gen.ts'
import { createKling } from '../../src/index.ts'
import { refusing, wire } from './support/wire.ts'

const comet = (envelope: unknown) => normalize(gatewayFacts.cometapi, envelope)
const task = { task_id: '1', task_status: 'succeed', task_result: { videos: [{ id: '2', url: 'https://cdn.example.com/2.mp4' }] } }

describe('successes', () => {
  test('any order, any of the words, nothing made up', () => {
    const usual = { code: 0, message: 'SUCCEED', data: task }
    expect(comet({ data: task, message: 'success', code: 0 })).toEqual(usual)
    expect(comet({ message: 'SUCCEED', code: 0, data: task, request_id: null })).toEqual(usual)
    expect(comet({ ...usual, request_id: 'r' })).toEqual({ ...usual, request_id: 'r' })
  })

  test('a member that is null is one that is not there; places in lists stay', () => {
    expect(comet({ code: 0, message: 'SUCCEED', data: { task_id: '1', task_result: null, task_info: { external_task_id: null }, list: [null, 1] } })).toEqual({
      code: 0,
      message: 'SUCCEED',
      data: { task_id: '1', task_info: {}, list: [null, 1] },
    })
  })

  test('what is already of Kling keeps its meaning, whatever is in it', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('null'))
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (data) => {
        const envelope = JSON.parse(JSON.stringify({ code: 0, message: 'SUCCEED', request_id: 'r', data }))
        expect(normalize(gatewayFacts.cloudsway, envelope)).toEqual(envelope)
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  test('twice is the same as once', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(comet(comet(value))).toEqual(comet(value))
      }),
      { seed: 6, numRuns: 300 },
    )
  })
})

describe('the envelope that older pages put around a task', () => {
  const wrapped = (status: string, data: unknown) => ({ code: 'success', message: '', data: { task_id: '1', status, progress: '100%', data } })

  test('the task in it, or a whole answer of Kling in it', () => {
    expect(comet(wrapped('SUCCESS', task))).toMatchObject({ code: 0, message: 'SUCCEED', data: task })
    expect(comet(wrapped('SUCCESS', { code: 0, message: 'SUCCEED', request_id: 'r', data: task }))).toEqual({
      code: 0,
      message: 'SUCCEED',
      request_id: 'r',
      data: task,
    })
  })

  test('while there is no task in it, its word tells the state', () => {
    expect(comet(wrapped('IN_PROGRESS', null))).toMatchObject({ data: { task_id: '1', task_status: 'in_progress' } })
    expect(comet(wrapped('FAILURE', null))).toMatchObject({ data: { task_status: 'failed' } })
  })

  test('is waited through', async () => {
    const { fetch } = wire(wrapped('IN_PROGRESS', null), wrapped('SUCCESS', task))
    const kling = createKling({ gateway: cometapi(), apiKey: 'any', fetch })
    const done = await kling.v1.videos.omniVideo.wait('1', { interval: 1 })
    expect(done.task_result.videos[0].id).toBe('2')
  })
})

describe('refusals', () => {
  const nested = {
    message: 'Voice id not found',
    data: { data: { code: 1201, message: 'Voice id not found', request_id: 'r' }, message: 'Voice id not found' },
  }

  test('of Kling stand two levels down, without a code at the top', () => {
    expect(comet(nested)).toEqual({ code: 1201, message: 'Voice id not found', request_id: 'r' })
  })

  test('end as the error that Kling itself would have given', async () => {
    const { fetch } = refusing(400, nested)
    const kling = createKling({ gateway: cometapi(), apiKey: 'any', fetch })
    await expect(kling.v1.audio.tts({ text: 'Hello', voice_id: 'nobody', voice_language: 'en' })).rejects.toMatchObject({
      code: 'KLING_INVALID_REQUEST',
      klingCode: 1201,
      serverMessage: 'Voice id not found',
      request_id: 'r',
    })
  })

  test("under HTTP 200 too, and the gateway's own words about a model", async () => {
    const flat = createKling({ gateway: cometapi(), apiKey: 'any', fetch: wire(nested).fetch })
    await expect(flat.v1.videos.text2video.get('1')).rejects.toMatchObject({ klingCode: 1201, status: 200 })
    const model = refusing(400, { error: { message: 'invalid model name: kling-9', type: 'x' } })
    const kling = createKling({ gateway: cometapi(), apiKey: 'any', fetch: model.fetch })
    await expect(kling.v1.videos.image2video.create({ image: 'https://cdn.example.com/a.png', model_name: 'kling-9' })).rejects.toMatchObject({
      code: 'KLING_INVALID_REQUEST',
      serverMessage: 'invalid model name: kling-9',
    })
  })
})
