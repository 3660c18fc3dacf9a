import { describe, expect, test } from 'vitest'
import { cloudsway, cometapi } from '../../src/gateways.ts'
import { createKling } from '../../src/index.ts'
import { contractOf } from '../support/contract.ts'
import { type Sent, wire } from './support/wire.ts'

/*
 * The founding documents 001 (CometAPI) and 003 (Cloudsway): what their samples send is sent, what they captured is understood. Their payloads stand in the examples of the gateways' documents.
 */
const sample = (gateway: string, id: string) => {
  const { operations } = contractOf(`${gateway}.json`, `${gateway}-invalid-bodies.json`)
  const { requests, successes } = operations.find((operation) => operation.id === id)!
  return { request: (name: string) => new Map(requests).get(name), answer: (name: string) => new Map(successes).get(name) }
}

describe('001: CometAPI', () => {
  const { request, answer } = sample('cometapi', 'createVideoToAudio')
  const created = answer('submitted')

  test.each(['cometapi', 'cometapi-defaults', 'cometapi-default-url'])('the request %s is sent as the page shows it', async (name) => {
    const { fetch, sent } = wire(created)
    const kling = createKling({ gateway: cometapi(), apiKey: 'comet-key', fetch })
    await kling.v1.audio.videoToAudio.create(request(name))
    expect(withoutOwn(sent)).toEqual([
      {
        url: 'https://api.cometapi.com/kling/v1/audio/video-to-audio',
        method: 'POST',
        authorization: 'Bearer comet-key',
        contentType: 'application/json',
        body: request(name),
      },
    ])
  })

  test('an answer without request_id is a created task', async () => {
    const kling = createKling({ gateway: cometapi(), apiKey: 'comet-key', fetch: wire(created).fetch })
    const task = await kling.v1.audio.videoToAudio.create({ video_url: 'https://xxxxx.mp4' })
    expect(task).toEqual({
      ...created.data,
      kling: expect.objectContaining({ operation: 'createVideoToAudio', standard: 'legacy', gateway: 'cometapi', host: 'api.cometapi.com' }),
    })
  })

  test('the placeholders of the page, read as an answer, are a refusal: their code is not 0', async () => {
    const kling = createKling({ gateway: cometapi(), apiKey: 'comet-key', fetch: wire(answer('page-sample')).fetch, retry: false })
    await expect(kling.v1.audio.videoToAudio.get('1')).rejects.toMatchObject({ code: 'KLING_SERVER', klingCode: 123, serverMessage: '<string>' })
  })
})

describe('003: Cloudsway', () => {
  const base = 'https://genaiapi.cloudsway.net/v1/ai/my-endpoint/kling'
  const client = (...answers: unknown[]) => {
    const { fetch, sent } = wire(...answers)
    return { kling: createKling({ gateway: cloudsway({ endpointPath: 'my-endpoint' }), apiKey: 'my-ak', fetch }), sent }
  }
  const creates = [
    { id: 'createText2Video', path: '/videos/text2video', answers: ['submitted', 'page-sample'] },
    { id: 'createImage2Video', path: '/videos/image2video', answers: ['submitted'] },
    { id: 'createImageGeneration', path: '/images/generations', answers: ['submitted'] },
    { id: 'createTextToAudio', path: '/audio/text-to-audio', answers: ['submitted'] },
  ] as const

  test.each(creates)('$id: request and captured answer of the page', async ({ id, path, answers }) => {
    const { request, answer } = sample('cloudsway', id)
    for (const name of answers) {
      const { kling, sent } = client(answer(name))
      const { videos, images, audio } = kling.v1
      const create = {
        createText2Video: videos.text2video.create,
        createImage2Video: videos.image2video.create,
        createImageGeneration: images.generations.create,
        createTextToAudio: audio.textToAudio.create,
      }[id] as (body: unknown) => Promise<{ task_id: string; kling: object }>
      const body = request('cloudsway')
      const task = await create(body)
      expect(withoutOwn(sent)).toEqual([
        {
          url: `${base}${path}`,
          method: 'POST',
          authorization: 'Bearer my-ak',
          contentType: 'application/json',
          body: withoutBlank(body),
        },
      ])
      const { task_id, task_status, created_at, updated_at } = answer(name).data
      expect(task).toMatchObject({ task_id, task_status, created_at, updated_at, kling: { gateway: 'cloudsway', host: 'genaiapi.cloudsway.net' } })
    }
  })

  test('what the samples send compiles as it stands', async () => {
    const { kling, sent } = client(sample('cloudsway', 'createImageGeneration').answer('submitted'))
    await kling.v1.images.generations.create({
      model_name: 'kling-v3',
      prompt: 'Generate images of the numbers 1 through 9',
      element_list: [{ element_id: '160' }, { element_id: '161' }, { element_id: '159' }],
      image: 'xxx',
      resolution: '2k',
      n: '9',
      aspect_ratio: '3:2',
      external_task_id: '',
      callback_url: '',
    })
    await kling.v1.videos.image2video.create({
      model_name: 'kling-v2.6',
      prompt: 'Kong and Godzilla',
      image: 'https://img2.baidu.com/it/u=1',
      aspect_ratio: '16:9',
    })
    expect(sent.map(({ body }) => (body as { aspect_ratio: string }).aspect_ratio)).toEqual(['3:2', '16:9'])
  })

  test('the ids of the captured video, without the members that are null', async () => {
    const captured = sample('cloudsway', 'getText2Video').answer('succeed')
    const { kling, sent } = client(captured)
    const task = await kling.v1.videos.text2video.get('788832073707958348')
    expect(sent).toMatchObject([{ url: `${base}/videos/text2video/788832073707958348`, method: 'GET', body: undefined }])
    expect(task.task_result?.videos).toEqual([{ id: '868890154063794228', url: 'https://cdn.example.com/v/868890154063794228.mp4', duration: '5.041' }])
    expect(task.task_info).toEqual({})
    expect(task.final_unit_deduction).toBe('6')
  })

  test('a task that is waited for: running with an empty result, then with its video', async () => {
    const { answer } = sample('cloudsway', 'getText2Video')
    const { kling, sent } = client(answer('processing'), answer('succeed'))
    const statuses: string[] = []
    const done = await kling.v1.videos.text2video.wait('868602593017598033', { interval: 1, onUpdate: ({ status }) => statuses.push(status) })
    expect([statuses, done.task_result.videos[0].id, sent.length]).toEqual([['processing', 'succeed'], '868890154063794228', 2])
  })

  test('image to video, and a sound whose url and duration are null', async () => {
    const video = client(sample('cloudsway', 'getImage2Video').answer('succeed'))
    expect((await video.kling.v1.videos.image2video.get('868890892747673686')).task_result?.videos?.[0]).toMatchObject({
      id: '868890892911263836',
      duration: '5.041',
    })
    const sound = client(sample('cloudsway', 'getTextToAudio').answer('succeed'))
    const task = await sound.kling.v1.audio.textToAudio.get('871457647223545935')
    expect(task.task_result?.audios).toEqual([
      {
        id: '871457647265472604',
        url_mp3: 'https://cdn.example.com/a/871457647265472604.mp3',
        url_wav: 'https://cdn.example.com/a/871457647265472604.wav',
        duration_mp3: '3.056',
        duration_wav: '3.0',
      },
    ])
    expect(task.final_unit_deduction).toBe('0.25')
  })

  test('the failed picture, with its reason', async () => {
    const { kling } = client(sample('cloudsway', 'getImageGeneration').answer('failed'))
    await expect(kling.v1.images.generations.wait('868892585292099640')).rejects.toMatchObject({
      code: 'KLING_TASK_FAILED',
      message: expect.stringContaining('Image format is invalid'),
    })
  })
})

/** What was sent, without the id that the client gives to a create that has none: all else has to be as the page shows it. */
function withoutOwn(sent: Sent[]): Sent[] {
  return sent.map(({ body, ...rest }) => {
    const { external_task_id, ...others } = body as { external_task_id?: string }
    return { ...rest, body: external_task_id?.startsWith('klingkit-') ? others : body }
  })
}

/** An empty id of the caller's means none. */
function withoutBlank({ external_task_id, ...body }: Record<string, unknown>): Record<string, unknown> {
  return external_task_id ? { ...body, external_task_id } : body
}
