import { expect, test } from 'vitest'
import { holds, valueAt, without, withThatOf, withValue } from './body-path.ts'

const body = {
  contents: [
    { type: 'prompt', text: 'A fox' },
    { type: 'feature_video', url: 'a' },
  ],
  settings: { duration: 5 },
}
const videos = 'contents[type=feature_video|base_video]'

test('a value is read, put in its place, and taken away with what it leaves empty', () => {
  expect(valueAt(body, 'settings.duration')).toBe(5)
  expect(withValue(body, 'settings.duration', 10)).toEqual({ ...body, settings: { duration: 10 } })
  expect(Object.keys(withValue({ mode: 'std', prompt: 'A fox' }, 'mode', 'pro'))).toEqual(['mode', 'prompt'])
  expect(withValue(body, 'settings.duration', undefined)).toEqual({ contents: body.contents })
  expect(withValue({}, 'settings.duration', 3)).toEqual({ settings: { duration: 3 } })
})

test('items of a list are found by their type, a missing one by the empty name', () => {
  expect(holds(body, videos)).toBe(true)
  expect(holds(body, 'contents[type=base_video]')).toBe(false)
  expect(holds({ video_list: [{ video_url: 'a' }] }, 'video_list[refer_type=base|]')).toBe(true)
  expect(holds({ video_list: [{ video_url: 'a', refer_type: 'feature' }] }, 'video_list[refer_type=base|]')).toBe(false)
  expect(holds({ image: '' }, 'image')).toBe(false)
})

test('items are taken out, and put in as another body has them; the given bodies stay as they are', () => {
  const before = structuredClone(body)
  const bare = without(body, videos)
  expect(bare['contents']).toEqual([{ type: 'prompt', text: 'A fox' }])
  expect(withThatOf(bare, videos, body)).toEqual(body)
  expect(without({ voice_list: [{ voice_id: '1' }], prompt: 'A fox' }, 'voice_list[].voice_id')).toEqual({ prompt: 'A fox' })
  expect(body).toEqual(before)
})
