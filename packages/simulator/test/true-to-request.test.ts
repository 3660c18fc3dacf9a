import { describe, expect, test } from 'vitest'
import { createWorld, second, type World } from './support/world.js'

/** A finished legacy task. */
async function finished(world: World, path: string, body: Record<string, unknown>) {
  const id = await world.create(path, body)
  world.clock.advance(2 * second)
  const { json, text } = await world.get(`${path}/${id}`)
  return { ...json.data, text }
}

/** A finished task as /tasks shows it. */
async function finishedNew(world: World, path: string, body: Record<string, unknown>) {
  const id = await world.create(path, body)
  world.clock.advance(2 * second)
  const { json } = await world.get(`${path.startsWith('/solutions') ? '/solutions' : '/tasks'}?task_ids=${id}`)
  return json.data[0]
}

const text2video = '/v1/videos/text2video'
const prompt = 'a fox'

describe('the caller finds again what was sent', () => {
  test('the own id, by which the task can be read as well', async () => {
    const world = createWorld()
    const created = await world.post(text2video, { model_name: 'kling-v3', prompt, external_task_id: 'order-1' })
    expect(created.json.data.task_info).toEqual({ external_task_id: 'order-1' })
    const { json } = await world.get(`${text2video}/order-1`)
    expect(json.data).toMatchObject({ task_id: created.json.data.task_id, task_info: { external_task_id: 'order-1' } })
    const other = await world.post('/text-to-video/kling-3.0', { prompt, options: { external_task_id: 'order-2' } })
    expect(other.json.data).toMatchObject({ external_id: 'order-2', message: '' })
    const both = await world.get('/tasks?external_task_ids=order-2,order-1')
    expect(both.json.data.map(({ external_id }: any) => external_id)).toEqual(['order-2', 'order-1'])
  })

  test('an empty own id is none', async () => {
    const world = createWorld()
    for (let time = 0; time < 2; time++) {
      const { status, json } = await world.post(text2video, { model_name: 'kling-v3', prompt, external_task_id: '' })
      expect([status, json.data.task_info]).toEqual([200, {}])
    }
  })

  test.each([
    ['5', '5.041'],
    ['12', '12.041'],
  ])('the length %s', async (duration, shown) => {
    const task = await finished(createWorld(), text2video, { model_name: 'kling-v3', prompt, duration })
    expect(task.task_result.videos).toMatchObject([{ duration: shown }])
  })

  test('the length of sounds, and of the new standard', async () => {
    const world = createWorld()
    const sound = await finished(world, '/v1/audio/text-to-audio', { prompt, duration: 4.5 })
    expect(sound.task_result.audios).toMatchObject([{ url: null, duration: null, duration_mp3: '4.556', duration_wav: '4.5' }])
    const video = await finishedNew(world, '/text-to-video/kling-3.0-turbo', { prompt, settings: { duration: 9 } })
    expect(video.outputs).toMatchObject([{ type: 'video', duration: '9.041' }])
  })

  test('the number of pictures, numbered from 0', async () => {
    const task = await finished(createWorld(), '/v1/images/generations', { model_name: 'kling-v3', prompt, n: '3' })
    expect(task.task_result.images.map(({ index }: any) => index)).toEqual([0, 1, 2])
    expect(new Set(task.task_result.images.map(({ url }: any) => url)).size).toBe(3)
    expect(task.task_result).toMatchObject({ result_type: null, series_images: null })
  })

  test('a series in its own list, of as many pictures as asked for', async () => {
    const world = createWorld()
    const body = { model_name: 'kling-v3-omni', prompt, result_type: 'series', series_amount: 6 }
    const task = await finished(world, '/v1/images/omni-image', body)
    expect(task.task_result).toMatchObject({ result_type: 'series', images: null })
    expect(task.task_result.series_images).toHaveLength(6)
    const { json } = await world.get(`/tasks?task_ids=${task.task_id}`)
    expect(new Set(json.data[0].outputs.map(({ group_id }: any) => group_id))).toEqual(new Set([task.task_id]))
    const single = await finished(world, '/v1/images/omni-image', { model_name: 'kling-v3-omni', prompt, aspect_ratio: '1:1' })
    expect(single.task_result).toMatchObject({ result_type: 'single', series_images: null, images: [{ index: 0 }] })
  })

  test('a series of as many pictures as the service sees fit', async () => {
    const world = createWorld()
    const amounts = new Set<number>()
    for (let time = 0; time < 30; time++) {
      const { task_result, final_unit_deduction } = await finished(world, '/v1/images/omni-image', {
        model_name: 'kling-v3-omni',
        prompt,
        result_type: 'series',
        series_amount: 'auto',
      })
      const amount = task_result.series_images.length
      amounts.add(amount)
      expect(final_unit_deduction).toBe(String(8 * amount))
    }
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(2)
    expect(Math.max(...amounts)).toBeLessThanOrEqual(9)
    expect(amounts.size).toBeGreaterThan(3)
  })

  test('a watermark only where it was asked for', async () => {
    const world = createWorld()
    const body = { model_name: 'kling-v3', prompt }
    const without = await finished(world, text2video, body)
    expect(without.task_result.videos).toMatchObject([{ watermark_url: null }])
    const marked = await finished(world, text2video, { ...body, watermark_info: { enabled: true } })
    expect(marked).toMatchObject({ watermark_info: { enabled: true }, task_result: { videos: [{ watermark_url: expect.stringContaining('watermark') }] } })
    const plain = await finishedNew(world, '/text-to-video/kling-3.0', { prompt })
    expect(plain.outputs[0]).not.toHaveProperty('watermark_url')
    const both = await finishedNew(world, '/text-to-video/kling-3.0', { prompt, options: { watermark_info: { enabled: true } } })
    expect(both.outputs[0].watermark_url).toMatch(/watermark/)
    const dupe = {
      contents: [
        { type: 'goods_title', text: 'Umbrella' },
        { type: 'ref_image', url: 'https://cdn.example.com/u.png' },
      ],
    }
    const solution = await finishedNew(world, '/solutions/e-commerce/goods_studio', {
      ...dupe,
      settings: { resolution: '720p', aspect_ratio: '9:16', duration: 30 },
      options: { watermark: { enabled: true } },
    })
    expect(solution.outputs).toMatchObject([{ type: 'video', watermark_url: expect.stringMatching(/watermark/), duration: '30.041' }])
    expect(solution.outputs[0]).not.toHaveProperty('id')
  })

  test('the video it started from, by address and by id', async () => {
    const world = createWorld()
    const byAddress = await finished(world, '/v1/audio/video-to-audio', { video_url: 'https://cdn.example.com/in.mp4' })
    expect(byAddress.task_info.parent_video).toMatchObject({ id: expect.stringMatching(/^\d{18}$/), url: 'https://cdn.example.com/in.mp4' })
    const source = await finished(world, text2video, { model_name: 'kling-v3', prompt, duration: '8' })
    const [{ id, url }] = source.task_result.videos
    const byId = await finished(world, '/v1/audio/video-to-audio', { video_id: id })
    expect(byId.task_info.parent_video).toEqual({ id, url, duration: '8.0' })
    // It is as long as its source.
    expect(byId.task_result).toMatchObject({ videos: [{ duration: '8.0' }], audios: [{ duration_wav: '8.0' }] })
    expect(source.task_info).toEqual({ parent_video: null })
  })

  test('an extended video is longer than its source', async () => {
    const world = createWorld()
    const source = await finished(world, text2video, { model_name: 'kling-v3', prompt })
    const task = await finished(world, '/v1/videos/video-extend', { video_id: source.task_result.videos[0].id })
    expect(task).toMatchObject({ task_info: { parent_video: { duration: '5.0' } }, task_result: { videos: [{ duration: '9.5' }] } })
  })

  test('names of voices and elements, with every digit of their ids', async () => {
    const world = createWorld()
    const { task_result } = await finished(world, '/v1/general/custom-voices', { voice_name: 'Narrator', voice_url: 'https://cdn.example.com/v.mp3' })
    const [voice] = task_result.voices
    expect(voice).toMatchObject({ voice_name: 'Narrator', trial_url: expect.stringMatching(/wav$/) })
    const element = await finished(world, '/v1/general/advanced-custom-elements', {
      element_name: 'Mia',
      element_description: 'young woman',
      reference_type: 'image_refer',
      element_image_list: { frontal_image: 'https://cdn.example.com/front.png', refer_images: [{ image_url: 'https://cdn.example.com/side.png' }] },
      element_voice_id: voice.voice_id,
      tag_list: [{ tag_id: 'o_102' }],
    })
    const [made] = element.task_result.elements
    expect(made).toMatchObject({
      element_id: expect.stringMatching(/^\d{18}$/),
      element_name: 'Mia',
      element_voice_info: { voice_id: voice.voice_id, voice_name: 'Narrator' },
      tag_list: [{ id: 'o_102' }],
      status: 'succeed',
    })
    // A number on the wire, which JSON.parse of a client may round, but which is whole in the text.
    expect(element.text).toContain(`"element_id":${made.element_id},`)
    const { json } = await world.get(`/tasks?task_ids=${element.task_id}`)
    expect(json.data[0].outputs).toMatchObject([
      { type: 'element', id: made.element_id, name: 'Mia', element_type: 'multi_image_elements', tags: [{ id: 102 }] },
    ])
    expect(json.data[0].outputs[0].references.map(({ type, role }: any) => [type, role])).toEqual([
      ['image', 'frontal'],
      ['image', 'reference'],
      ['voice', 'refer'],
    ])
  })
})

/** What the price page says, and what was charged in observed runs. */
describe('it costs what the price table says', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    ['V3 std silent, 5 s', text2video, { model_name: 'kling-v3', prompt }, '3'],
    ['V3 pro with sound, 5 s', text2video, { model_name: 'kling-v3', prompt, mode: 'pro', sound: 'on' }, '6'],
    ['2.5 Turbo pro, 10 s', text2video, { model_name: 'kling-v2-5-turbo', prompt, mode: 'pro', duration: '10' }, '5'],
    ['three pictures of V3', '/v1/images/generations', { model_name: 'kling-v3', prompt, n: 3 }, '24'],
    ['a sound effect', '/v1/audio/text-to-audio', { prompt, duration: 3 }, '0.25'],
    ['a voice', '/v1/general/custom-voices', { voice_name: 'n', voice_url: 'https://cdn.example.com/v.mp3' }, '0.05'],
    ['the views of a subject', '/v1/general/ai-multi-shot', { element_frontal_image: 'https://cdn.example.com/f.png' }, '20'],
  ])('%s', async (_, path, body, units) => {
    expect((await finished(createWorld(), path, body)).final_unit_deduction).toBe(units)
  })

  test('lip-sync by started blocks of 5 s of its video', async () => {
    const world = createWorld()
    for (const [duration, units] of [
      ['5', '0.5'],
      ['8', '1'],
    ]) {
      const source = await finished(world, text2video, { model_name: 'kling-v3', prompt, duration })
      const input = { mode: 'audio2video', video_id: source.task_result.videos[0].id, audio_type: 'url', audio_url: 'https://cdn.example.com/a.mp3' }
      expect((await finished(world, '/v1/videos/lip-sync', { input })).final_unit_deduction).toBe(units)
    }
  })

  test('3.0 Turbo, 3 s', async () => {
    const task = await finishedNew(createWorld(), '/text-to-video/kling-3.0-turbo', { prompt, settings: { duration: 3 } })
    expect(task.billing).toEqual([{ charge_type: 'unit', amount: '2.4', package_type: 'video' }])
  })

  test('what has no published price costs as much as in the documented example, or one unit', async () => {
    const world = createWorld()
    const effect = await finished(world, '/v1/videos/effects', { effect_scene: 'pet_lion_pro', input: { image: 'https://cdn.example.com/cat.png' } })
    expect(effect.final_unit_deduction).toBe('2')
    const contents = [
      { type: 'product_image', url: 'https://cdn.example.com/shirt.png' },
      { type: 'person_image', url: 'https://cdn.example.com/me.png' },
    ]
    const tryOn = await finishedNew(world, '/solutions/virtual_try_on', { contents })
    expect(tryOn).toMatchObject({ status: 'succeed', billing: [{ amount: '1', package_type: 'image' }] })
  })
})

test('a task says when it changed last, not when it was asked', async () => {
  const world = createWorld()
  const id = await world.create(text2video, { model_name: 'kling-v3', prompt })
  world.clock.advance(1234)
  const { json } = await world.get(`${text2video}/${id}`)
  expect(json.data.updated_at - json.data.created_at).toBe(500)
})
