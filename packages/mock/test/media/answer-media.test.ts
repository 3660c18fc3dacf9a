import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerMedia, joined, lengthOf } from '../../src/media/index.js'

const video = '/__kling/media/video/812.mp4?s=5&r=16:9'
const whole = joined(answerMedia(video).body)

test('a file comes with what a player and a page of another origin need', () => {
  const { status, headers, body } = answerMedia(video)
  expect(status).toBe(200)
  expect(headers).toEqual({
    'content-type': 'video/mp4',
    'content-length': String(lengthOf(body)),
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=3600',
    etag: expect.stringMatching(/^"[\w-]{22}"$/),
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'accept-ranges, content-length, content-range, etag',
    'cross-origin-resource-policy': 'cross-origin',
  })
})

test.each([
  ['image/1.png', 'image/png'],
  ['audio/1.mp3', 'audio/mpeg'],
  ['audio/1.wav', 'audio/wav'],
])('%s is %s', (name, type) => {
  expect(answerMedia(`/__kling/media/${name}`).headers['content-type']).toBe(type)
})

test('the same address gives the same bytes and the same tag, another one others', () => {
  const again = answerMedia(video)
  expect(joined(again.body)).toEqual(whole)
  const paths = [video, `${video}&w=1`, video.replace('s=5', 's=6'), video.replace('16:9', '4:3'), '/__kling/media/audio/1.mp3', '/__kling/media/audio/1.wav']
  expect(new Set(paths.map((path) => answerMedia(path).headers['etag'])).size).toBe(paths.length)
})

describe('a range', () => {
  const size = whole.length
  test.each([
    ['bytes=0-', 0, size],
    ['bytes=0-99', 0, 100],
    ['bytes=100-100', 100, 101],
    ['bytes=1000-99999999', 1000, size],
    ['bytes=-10', size - 10, size],
    ['bytes=-99999999', 0, size],
    ['Bytes=0-1', 0, 2],
  ])('%s', (header, start, end) => {
    const { status, headers, body } = answerMedia(video, header)
    expect(status).toBe(206)
    expect(headers['content-range']).toBe(`bytes ${start}-${end - 1}/${size}`)
    expect(headers['content-length']).toBe(String(end - start))
    expect(joined(body)).toEqual(whole.subarray(start, end))
  })

  test.each([`bytes=${size}-`, 'bytes=99999999-100000000', 'bytes=-0'])('%s lies behind the end', (header) => {
    const { status, headers } = answerMedia(video, header)
    expect(status).toBe(416)
    expect(headers['content-range']).toBe(`bytes */${size}`)
  })

  test.each(['bytes=5-4', 'bytes=-', 'bytes=a-b', 'bytes=0-1,5-6', 'items=0-1', 'bytes 0-1', ''])('%s is passed over', (header) => {
    expect(answerMedia(video, header)).toMatchObject({ status: 200, headers: { 'content-length': String(size) } })
  })

  test('neighbouring ranges put together are the file', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: size - 1 }), { maxLength: 8 }), (cuts) => {
        const edges = [0, ...cuts.sort((one, other) => one - other), size]
        const pieces = edges.slice(1).map((end, index) => joined(answerMedia(video, `bytes=${edges[index]}-${end - 1}`).body))
        expect(Buffer.compare(joined(pieces), whole)).toBe(0)
      }),
      { seed: 2, numRuns: 50 },
    )
  })
})

test('HEAD tells of the whole file and sends nothing', () => {
  const { status, headers, body } = answerMedia(video, 'bytes=0-9', 'HEAD')
  expect(status).toBe(200)
  expect(headers).toEqual(answerMedia(video).headers)
  expect(body).toEqual([])
})

test('an address of nothing is 404 and says what there is', () => {
  const { status, headers, body } = answerMedia('/__kling/media/video/1.avi')
  expect(status).toBe(404)
  expect(new TextDecoder().decode(joined(body))).toContain('/__kling/media/video|image|audio/<id>.mp4|png|mp3|wav')
  expect(headers['content-length']).toBe(String(lengthOf(body)))
})

test('media cannot be written', () => {
  expect(answerMedia(video, undefined, 'PUT')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
})

test('ten minutes of sound are not held in memory', () => {
  const { headers, body } = answerMedia('/__kling/media/audio/1.wav?s=600')
  expect(headers['content-length']).toBe(String(44 + 600 * 48_000 * 2))
  const buffers = new Set(body.map(({ buffer }) => buffer))
  expect([...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(300_000)
})
