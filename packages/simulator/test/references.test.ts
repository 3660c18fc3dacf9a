import { operations } from '@klingkit/openapi'
import { describe, expect, test } from 'vitest'
import type { SimulatorOptions } from '../src/index.js'
import { examplesOf } from './support/documented-requests.js'
import { createWorld, day, second, type World } from './support/world.js'

const text2video = '/v1/videos/text2video'

async function videoId(world: World, duration = '5'): Promise<string> {
  const id = await world.create(text2video, { model_name: 'kling-v3', prompt: 'a fox', duration })
  world.clock.advance(2 * second)
  return (await world.get(`${text2video}/${id}`)).json.data.task_result.videos[0].id
}

async function speech(world: World, text = 'Good evening, ladies and gentlemen. Welcome to the show.') {
  const { json } = await world.post('/v1/audio/tts', { text, voice_id: 'oversea_male1', voice_language: 'en' })
  return json.data.task_result.audios[0] as { id: string; duration: string }
}

async function customVoice(world: World): Promise<string> {
  const id = await world.create('/v1/general/custom-voices', { voice_name: 'n', voice_url: 'https://cdn.example.com/v.mp3' })
  world.clock.advance(2 * second)
  return (await world.get(`/v1/general/custom-voices/${id}`)).json.data.task_result.voices[0].voice_id
}

async function customElement(world: World): Promise<string> {
  const id = await world.create('/v1/general/advanced-custom-elements', {
    element_name: 'Mia',
    element_description: 'young woman',
    reference_type: 'video_refer',
    element_video_list: { refer_videos: [{ video_url: 'https://cdn.example.com/mia.mp4' }] },
  })
  world.clock.advance(2 * second)
  return (await world.get(`/v1/general/advanced-custom-elements/${id}`)).json.data.task_result.elements[0].element_id
}

/** What the service says to a body; nothing when it takes it. */
async function refusalOf(world: World, url: string, body: Record<string, unknown>): Promise<string | undefined> {
  const { status, json } = await world.post(url, body)
  return status === 200 ? undefined : `${status} ${json.code} ${json.message}`
}

describe('earlier output can be used again', () => {
  test('a video of either standard', async () => {
    const world = createWorld({ references: 'strict' })
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id: await videoId(world) })).toBeUndefined()
    const task = await world.create('/text-to-video/kling-3.0', { prompt: 'a fox' })
    world.clock.advance(2 * second)
    const { json } = await world.get(`/tasks?task_ids=${task}`)
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id: json.data[0].outputs[0].id })).toBeUndefined()
    // The id of the task is not that of its video.
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id: task })).toBe(`400 1201 Video id not found: ${task}`)
  })

  test('not before it is finished, and not when it failed', async () => {
    const world = createWorld({ references: 'strict' })
    const id = await world.create(text2video, { model_name: 'kling-v3', prompt: 'a fox' })
    const failed = await world.create(text2video, { model_name: 'kling-v3', prompt: 'a fox' }, { 'kling-mock-trouble': 'fail=risk-control' })
    const store = await world.control.task(id)
    expect(store).toMatchObject({ status: 'submitted' })
    world.clock.advance(2 * second)
    const video = (await world.get(`${text2video}/${id}`)).json.data.task_result.videos[0].id
    world.clock.advance(-second)
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id: video })).toMatch(/not found/)
    world.clock.advance(second)
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id: video })).toBeUndefined()
    expect((await world.get(`${text2video}/${failed}`)).json.data.task_result).toEqual({ videos: null })
  })

  test('for 30 days of the clock', async () => {
    const world = createWorld({ references: 'strict' })
    const video_id = await videoId(world)
    const { id: audio_id } = await speech(world)
    const avatar = { image: 'https://cdn.example.com/me.png', audio_id }
    world.clock.advance(30 * day - second)
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id })).toBeUndefined()
    expect(await refusalOf(world, '/v1/videos/avatar/image2video', avatar)).toBeUndefined()
    world.clock.advance(2 * second)
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id })).toMatch(/not found/)
    expect(await refusalOf(world, '/v1/videos/avatar/image2video', avatar)).toBe(`400 1201 Audio id not found: ${audio_id}`)
  })

  test('a speech decides how long an avatar speaks', async () => {
    const world = createWorld({ references: 'strict' })
    const { id: audio_id, duration } = await speech(world)
    const task = await world.create('/v1/videos/avatar/image2video', { image: 'https://cdn.example.com/me.png', audio_id })
    world.clock.advance(2 * second)
    const { json } = await world.get(`/v1/videos/avatar/image2video/${task}`)
    expect(json.data.task_result.videos[0].duration).toBe(duration)
    expect(Number(duration)).toBeGreaterThan(2)
  })

  test('a sound of another kind is no speech', async () => {
    const world = createWorld({ references: 'strict' })
    const task = await world.create('/v1/audio/text-to-audio', { prompt: 'rain', duration: 5 })
    world.clock.advance(2 * second)
    const { json } = await world.get(`/v1/audio/text-to-audio/${task}`)
    const audio_id = json.data.task_result.audios[0].id
    expect(await refusalOf(world, '/v1/videos/avatar/image2video', { image: 'https://cdn.example.com/me.png', audio_id })).toMatch(/not found/)
  })

  test('only within the documented lengths', async () => {
    const world = createWorld({ references: 'strict' })
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id: await videoId(world, '15') })).toBeUndefined()
    expect(await refusalOf(world, '/v1/general/custom-voices', { voice_name: 'n', video_id: await videoId(world, '3') })).toBe(
      '400 1201 video_id: the video must be 5 to 30 s long, this one has 3 s',
    )
    const { id: audio_id } = await speech(world, 'x'.repeat(600))
    const avatar = '/v1/videos/avatar/image2video'
    const task = await world.create(avatar, { image: 'https://cdn.example.com/me.png', audio_id })
    world.clock.advance(2 * second)
    const video_id = (await world.get(`${avatar}/${task}`)).json.data.task_result.videos[0].id
    expect(await refusalOf(world, '/v1/audio/video-to-audio', { video_id })).toBe('400 1201 video_id: the video must be 3 to 20 s long, this one has 40 s')
  })
})

describe('ids that are not there', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    [
      'an element',
      '/image-to-video/kling-3.0',
      {
        contents: [
          { type: 'first_frame', url: 'https://e.com/a.png' },
          { type: 'element', element_id: '1', id: 'element_1' },
        ],
      },
      'Element id not found: 1',
    ],
    ['a video', '/v1/videos/identify-face', { video_id: '123' }, 'Video id not found: 123'],
    [
      'a video of the old lip-sync',
      '/v1/videos/lip-sync',
      { input: { mode: 'audio2video', video_id: '123', audio_type: 'url', audio_url: 'https://e.com/a.mp3' } },
      'From video not found by id: 123',
    ],
    [
      'a voice',
      '/v1/general/advanced-custom-elements',
      {
        element_name: 'n',
        element_description: 'd',
        reference_type: 'video_refer',
        element_video_list: { refer_videos: [{ video_url: 'https://e.com/a.mp4' }] },
        element_voice_id: '5',
      },
      'Voice id not found',
    ],
  ])('%s is refused as the service words it', async (_, url, body, message) => {
    for (const references of ['known', 'strict'] as const) {
      expect(await refusalOf(createWorld({ references }), url, body)).toBe(`400 1201 ${message}`)
    }
    expect(await refusalOf(createWorld({ references: 'off' }), url, body)).toBeUndefined()
  })

  test('a refused create costs nothing and takes no id', async () => {
    const world = createWorld({ units: 1, slots: 1 })
    const body = { voice_name: 'n', video_id: '123', external_task_id: 'v-1' }
    expect(await refusalOf(world, '/v1/general/custom-voices', body)).toMatch(/not found/)
    expect(await refusalOf(world, '/v1/general/custom-voices', { ...body, video_id: '', voice_url: 'https://e.com/v.mp3' })).toBeUndefined()
  })
})

describe('ids of the documentation', () => {
  const referring = operations
    .filter(({ method, status }) => method === 'POST' && status !== 'retired')
    .flatMap((operation) => examplesOf(operation.id).map(([name, body]) => ({ operation, name, body })))

  test.each<[SimulatorOptions['references'] & {}]>([['known'], ['off']])('are all taken when references are %s', async (references) => {
    for (const { operation, name, body } of referring) {
      const { status, json } = await createWorld({ references }).post(operation.path, body)
      if (json.code !== 1203) expect(status, `${operation.id} ${name}: ${json.message}`).toBe(200)
    }
  })

  test('are strange to a strict mock', async () => {
    const lipSync = {
      session_id: '850508686686064678',
      face_choose: [{ face_id: '0', sound_file: 'https://e.com/a.mp3', sound_start_time: 0, sound_end_time: 3000, sound_insert_time: 0 }],
    }
    expect(await refusalOf(createWorld(), '/v1/videos/advanced-lip-sync', lipSync)).toBeUndefined()
    expect(await refusalOf(createWorld({ references: 'strict' }), '/v1/videos/advanced-lip-sync', lipSync)).toMatch(/not found/)
  })
})

describe('speech voices', () => {
  const say = (world: World, body: object) => refusalOf(world, '/v1/audio/tts', { text: 'Good evening', ...body })

  test('are those of the catalogue, in a language they speak', async () => {
    const world = createWorld({ references: 'strict' })
    expect(await say(world, { voice_id: 'genshin_vindi2', voice_language: 'en' })).toBeUndefined()
    expect(await say(world, { voice_id: 'genshin_vindi2' })).toBeUndefined()
    expect(await say(world, { voice_id: 'tiyuxi_xuedi', voice_language: 'zh' })).toBeUndefined()
    expect(await say(world, { voice_id: 'tiyuxi_xuedi', voice_language: 'en' })).toBe('400 1201 Voice id not found')
    expect(await say(world, { voice_id: 'uk_man2' })).toBe('400 1201 Voice id not found')
  })

  test('are none of the presets, nor of your own', async () => {
    const world = createWorld({ references: 'strict' })
    const preset = (await world.get('/v1/general/presets-voices')).json.data[0].task_result.voices[0].voice_id
    for (const voice_id of [preset, await customVoice(world), 'nobody'])
      expect(await say(world, { voice_id, voice_language: 'en' })).toBe('400 1201 Voice id not found')
  })

  test('speak about fifteen characters a second, at the speed asked for', async () => {
    const world = createWorld()
    const text = 'x'.repeat(300)
    const seconds = async (voice_speed: number) =>
      Number(
        (await world.post('/v1/audio/tts', { text, voice_id: 'oversea_male1', voice_language: 'en', voice_speed })).json.data.task_result.audios[0].duration,
      )
    expect(await seconds(1)).toBe(20)
    expect(await seconds(2)).toBe(10)
  })
})

describe('voices of your own', () => {
  const path = '/v1/general/custom-voices'

  test('are listed, used, deleted once, and shown as deleted', async () => {
    const world = createWorld({ references: 'strict' })
    const voice_id = await customVoice(world)
    const image2video = {
      model_name: 'kling-v2-6',
      image: 'https://cdn.example.com/a.png',
      prompt: '<<<voice_1>>> hello',
      sound: 'on',
      mode: 'pro',
      voice_list: [{ voice_id }],
    }
    expect(await refusalOf(world, '/v1/videos/image2video', image2video)).toBeUndefined()
    const listed = async () => (await world.get(path)).json.data[0].task_result.voices[0]
    expect(await listed()).toMatchObject({ voice_id, voice_name: 'n' })
    expect(await listed()).not.toHaveProperty('status')
    const deleted = await world.post('/v1/general/delete-voices', { voice_id })
    expect(deleted.json.data).toMatchObject({ task_status: 'succeed' })
    expect(await refusalOf(world, '/v1/general/delete-voices', { voice_id })).toBe(`400 1201 Voice already be deleted for id: ${voice_id}`)
    expect(await refusalOf(world, '/v1/videos/image2video', image2video)).toBe('400 1201 Voice id not found')
    expect(await listed()).toMatchObject({ voice_id, status: 'deleted' })
  })

  test('last longer than files', async () => {
    const world = createWorld({ references: 'strict' })
    const voice_id = await customVoice(world)
    world.clock.advance(400 * day)
    expect(await refusalOf(world, '/v1/general/delete-voices', { voice_id })).toBeUndefined()
  })

  test('are not the presets, which nobody can delete', async () => {
    const world = createWorld({ references: 'strict' })
    const preset = (await world.get('/v1/general/presets-voices')).json.data[0].task_result.voices[0]
    expect(preset.owned_by).toBe('kling')
    expect(await refusalOf(world, '/v1/general/delete-voices', { voice_id: preset.voice_id })).toBe('400 1201 Voice id not found')
  })
})

describe('elements of your own', () => {
  const use = (element_id: string) => ({
    contents: [
      { type: 'prompt', text: '@element_1 waves' },
      { type: 'element', element_id, id: 'element_1' },
    ],
  })

  test.each(['/v1/general/delete-elements', '/v1/general/delete-advanced-elements'])('are deleted at %s, once', async (path) => {
    const world = createWorld({ references: 'strict' })
    const element_id = await customElement(world)
    expect(await refusalOf(world, '/omni-video/kling-3.0-omni', use(element_id))).toBeUndefined()
    // As a number of 18 digits it keeps each of them.
    const deleted = await world.post(path, `{"element_id": ${element_id}}`)
    expect(deleted.status).toBe(200)
    for (const either of ['/v1/general/delete-elements', '/v1/general/delete-advanced-elements']) {
      expect(await refusalOf(world, either, { element_id })).toBe(`400 1201 Element already be deleted for id: ${element_id}`)
    }
    expect(await refusalOf(world, '/omni-video/kling-3.0-omni', use(element_id))).toBe(`400 1201 Element id not found: ${element_id}`)
    const { json } = await world.get('/v1/general/advanced-custom-elements')
    expect(json.data[0].task_result.elements[0].status).toBe('deleted')
    const shown = await world.get(`/tasks?task_ids=${json.data[0].task_id}`)
    expect(shown.json.data[0].outputs[0].status).toBe('deleted')
  })

  test('of the old library come back at once, and are listed until they are deleted', async () => {
    const world = createWorld({ references: 'strict' })
    const body = {
      element_name: 'Red mug',
      element_description: 'enamel',
      element_frontal_image: 'https://cdn.example.com/mug.png',
      element_refer_list: [{ image_url: 'https://cdn.example.com/1.png' }, { image_url: 'https://cdn.example.com/2.png' }],
      tag_list: [{ tag_id: 'o_104' }],
    }
    const made = await world.post('/v1/general/custom-elements', body)
    const { element_id, ...rest } = made.json.data
    expect(element_id).toMatch(/^\d{18}$/)
    expect(rest).toMatchObject({ ...body, tag_list: [{ id: 'o_104' }], owned_by: expect.any(String) })
    const untagged = await world.post('/v1/general/custom-elements', { ...body, tag_list: undefined })
    expect(untagged.json.data.tag_list).toEqual([])
    const listed = async () => (await world.get('/v1/general/custom-elements')).json.data.map((element: any) => element.element_id)
    expect(await listed()).toEqual([untagged.json.data.element_id, element_id])
    expect(await refusalOf(world, '/v1/general/delete-elements', { element_id })).toBeUndefined()
    expect(await listed()).toEqual([untagged.json.data.element_id])
    expect(await refusalOf(world, '/v1/general/delete-elements', { element_id })).toBe(`400 1201 Element already be deleted for id: ${element_id}`)
  })

  test('are not the presets, which everybody can use and nobody delete', async () => {
    const world = createWorld({ references: 'strict' })
    const { json } = await world.get('/v1/general/advanced-presets-elements')
    const element_id = String(json.data[1].task_result.elements[0].element_id)
    expect(await refusalOf(world, '/omni-video/kling-3.0-omni', use(element_id))).toBeUndefined()
    for (const references of ['strict', 'known'] as const) {
      expect(await refusalOf(createWorld({ references }), '/v1/general/delete-elements', { element_id })).toBe(`400 1201 Element id not found: ${element_id}`)
    }
  })

  test('presets come as the documented page shows them', async () => {
    const world = createWorld()
    for (const path of ['/v1/general/advanced-presets-elements', '/v1/general/presets-elements', '/v1/general/presets-voices']) {
      const { json } = await world.get(path)
      expect(json.data.length).toBeGreaterThan(0)
      expect((await world.get(`${path}?pageNum=2`)).json.data).toEqual([])
      expect((await world.get(`${path}?pageSize=1`)).json.data).toEqual(json.data.slice(0, 1))
    }
  })
})
