import type { MediaAddress } from '@klingkit/simulator'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddress } from '../../src/media/address.js'
import { type AskedFile, mediaAddress } from '../../src/media/index.js'

const base = 'http://127.0.0.1:4010'

test('an address says all there is to say of a file', () => {
  const address: MediaAddress = mediaAddress(base)
  expect(address({ kind: 'video', id: '812', format: 'mp4', seconds: 5.041, ratio: '16:9' })).toBe(`${base}/__kling/media/video/812.mp4?s=5.041&r=16:9`)
  expect(address({ kind: 'image', id: '812', format: 'png', ratio: '1:1', watermark: true })).toBe(`${base}/__kling/media/image/812.png?r=1:1&w=1`)
  expect(address({ kind: 'audio', id: '812', format: 'wav' })).toBe(`${base}/__kling/media/audio/812.wav`)
})

test('a server may name its address later, when it listens', () => {
  let port = 0
  const address = mediaAddress(() => `http://127.0.0.1:${port}/`)
  port = 4011
  expect(address({ kind: 'audio', id: '1', format: 'mp3' })).toBe('http://127.0.0.1:4011/__kling/media/audio/1.mp3')
})

const anyFile: fc.Arbitrary<AskedFile & { id: string }> = fc
  .record({
    what: fc.constantFrom(
      { kind: 'video', format: 'mp4' } as const,
      { kind: 'image', format: 'png' } as const,
      { kind: 'audio', format: 'mp3' } as const,
      { kind: 'audio', format: 'wav' } as const,
    ),
    id: fc.string({ minLength: 1, unit: 'grapheme' }),
    rest: fc.record(
      {
        seconds: fc.integer({ min: 1, max: 600_000 }).map((milliseconds) => milliseconds / 1000),
        ratio: fc.constantFrom('16:9', '9:16', '1:1', '21:9', '5:4'),
        watermark: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ what, id, rest }) => ({ ...what, id, ...rest }))

test('what an address was made of can be read from it, whatever the id', () => {
  fc.assert(
    fc.property(anyFile, (file) => {
      const { pathname, search } = new URL(mediaAddress(base)(file))
      expect(readAddress(pathname + search)).toEqual(file)
    }),
    { seed: 1, numRuns: 500 },
  )
})

test.each([
  '/v1/videos/text2video',
  '/__kling/media/',
  '/__kling/media/video/1',
  '/__kling/media/video/.mp4',
  '/__kling/media/video/1.png',
  '/__kling/media/text/1.txt',
  '/__kling/media/constructor/1.mp4',
  '/__kling/media/video/../1.mp4',
  '/__kling/media/video/%.mp4',
  '/__kling/media/video/1.mp4?s=0',
  '/__kling/media/video/1.mp4?s=-5',
  '/__kling/media/video/1.mp4?s=five',
  '/__kling/media/video/1.mp4?s=1e9',
  '/__kling/media/video/1.mp4?r=0:9',
  '/__kling/media/video/1.mp4?r=99:1',
  '/__kling/media/image/1.png?r=9999:9998',
  '/__kling/media/image/1.png?r=16x9',
])('%s is no address of a file', (path) => {
  expect(readAddress(path)).toBeUndefined()
})
