import { describe, expect, test } from 'vitest'
import { createWorld, day, hour, second } from './support/world.js'

const lipSync = '/v1/videos/advanced-lip-sync'
const face = (face_id: string) => ({ face_id, sound_file: 'https://cdn.example.com/s.mp3', sound_start_time: 0, sound_end_time: 3000, sound_insert_time: 0 })

describe('a lip-sync task needs a session', () => {
  test('of the face identification, with a face of it', async () => {
    const world = createWorld({ references: 'strict' })
    const { json } = await world.post('/v1/videos/identify-face', { video_url: 'https://cdn.example.com/talk.mp4' })
    const { session_id, face_data } = json.data
    expect(face_data).toMatchObject([{ face_id: '0', face_image: expect.stringMatching(/^https/) }])
    const refused = await world.post(lipSync, { session_id, face_choose: [face('7')] })
    expect([refused.status, refused.json.message]).toEqual([400, 'Face id not found: 7'])
    const id = await world.create(lipSync, { session_id, face_choose: [face('0')] })
    world.clock.advance(2 * second)
    const done = await world.get(`${lipSync}/${id}`)
    expect(done.json.data.task_info.parent_video).toMatchObject({ url: 'https://cdn.example.com/talk.mp4' })
  })

  test('that is one of a face identification, not of a selection', async () => {
    const world = createWorld({ references: 'strict' })
    const { json } = await world.post('/v1/videos/multi-elements/init-selection', { video_url: 'https://cdn.example.com/in.mp4' })
    const refused = await world.post(lipSync, { session_id: json.data.session_id, face_choose: [face('0')] })
    expect([refused.status, refused.json.code]).toEqual([400, 1201])
  })

  test('for 24 hours', async () => {
    const world = createWorld({ references: 'strict' })
    const { json } = await world.post('/v1/videos/identify-face', { video_url: 'https://cdn.example.com/talk.mp4' })
    const body = { session_id: json.data.session_id, face_choose: [face('0')] }
    world.clock.advance(day)
    await world.create(lipSync, body)
    world.clock.advance(1)
    const late = await world.post(lipSync, body)
    expect([late.status, late.json.message]).toEqual([400, `Session id not found: ${json.data.session_id}`])
  })
})

describe('marks of a multi-elements session accumulate', () => {
  const path = (call: string) => `/v1/videos/multi-elements/${call}`
  const a = { x: 0.1, y: 0.2 }
  const b = { x: 0.3, y: 0.4 }

  async function openSession() {
    const world = createWorld({ references: 'strict' })
    const { json } = await world.post(path('init-selection'), { video_url: 'https://cdn.example.com/in.mp4' })
    const { session_id } = json.data
    /** How many things are marked in the frame after the call. */
    const call = async (name: string, frame_index: number, points: object[]) => {
      const answered = await world.post(path(name), { session_id, frame_index, points })
      expect(answered.json.data).toMatchObject({ session_id, res: { frame_index } })
      return answered.json.data.res.rle_mask_list.length
    }
    return { world, session_id, call }
  }

  test('frame by frame, and are taken back by their coordinates', async () => {
    const { call } = await openSession()
    expect(await call('add-selection', 0, [a])).toBe(1)
    expect(await call('add-selection', 0, [b])).toBe(2)
    expect(await call('add-selection', 24, [a])).toBe(1)
    expect(await call('add-selection', 0, [a])).toBe(2)
    expect(await call('delete-selection', 0, [{ x: 0.1, y: 0.20001 }])).toBe(2)
    expect(await call('delete-selection', 0, [a])).toBe(1)
    expect(await call('delete-selection', 0, [b])).toBe(0)
  })

  test('until all are cleared; the session stays', async () => {
    const { world, session_id, call } = await openSession()
    await call('add-selection', 0, [a, b])
    expect((await world.post(path('clear-selection'), { session_id })).json.data).toMatchObject({ status: 0, session_id })
    expect(await call('add-selection', 0, [a])).toBe(1)
    const { json } = await world.post(path('preview-selection'), { session_id })
    expect(json.data).toMatchObject({ session_id, res: { video: expect.stringMatching(/mp4$/), video_cover: expect.stringMatching(/png$/) } })
  })

  test('in at most ten frames, with at most ten marks each', async () => {
    const { world, session_id, call } = await openSession()
    for (let frame = 0; frame < 10; frame++) await call('add-selection', frame, [a])
    const tooMany = await world.post(path('add-selection'), { session_id, frame_index: 10, points: [a] })
    expect([tooMany.status, tooMany.json.message]).toEqual([400, 'frame_index: at most 10 in one session'])
    expect(await call('add-selection', 3, [b])).toBe(2)
    const nine = Array.from({ length: 9 }, (_, index) => ({ x: index / 10, y: 0.9 }))
    const tooManyPoints = await world.post(path('add-selection'), { session_id, frame_index: 3, points: nine })
    expect(tooManyPoints.status).toBe(400)
    // What was refused has changed nothing.
    expect(await call('delete-selection', 3, [b])).toBe(1)
  })

  test('and the task made of them names its session', async () => {
    const { world, session_id, call } = await openSession()
    await call('add-selection', 0, [a])
    const id = await world.create('/v1/videos/multi-elements', { session_id, edit_mode: 'removal', prompt: 'Delete <<<video_1>>>' })
    world.clock.advance(2 * second)
    const { json } = await world.get(`/v1/videos/multi-elements/${id}`)
    expect(json.data.task_result.videos).toMatchObject([{ session_id }])
    world.clock.advance(25 * hour)
    const late = await world.post(path('clear-selection'), { session_id })
    expect(late.json.message).toBe(`Session id not found: ${session_id}`)
  })
})
