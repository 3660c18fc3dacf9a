import { startMock } from '@klingkit/mock'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaFacts } from '../../src/media.ts'
import { gif, jpg, png, webps } from './support/pictures.ts'
import { aac, id3, mp3 } from './support/sounds.ts'

let mock: Awaited<ReturnType<typeof startMock>>
beforeAll(async () => {
  mock = await startMock({ port: 0 })
})
afterAll(() => mock.close())

const made = async (name: string) => new Uint8Array(await (await fetch(`${mock.url}/__kling/media/${name}`)).arrayBuffer())

describe('real files', () => {
  test('a video, its tables wherever they stand', async () => {
    const bytes = await made('video/1.mp4?s=7.5&r=9:16')
    const facts = mediaFacts(bytes)
    expect(facts).toMatchObject({ format: 'mp4', bytes: bytes.length })
    expect(facts.seconds).toBeCloseTo(7.5, 1)
    expect(facts.width! / facts.height!).toBeCloseTo(9 / 16, 2)
    expect(facts.fps).toBeGreaterThan(5)
    const view = new DataView(bytes.buffer)
    // Behind a box of another kind with a long size.
    const shifted = new Uint8Array(bytes.length + 24)
    const head = view.getUint32(0)
    shifted.set(bytes.subarray(0, head))
    shifted.set(
      [0, 0, 0, 1, ...'free'].map((each) => (typeof each === 'string' ? each.charCodeAt(0) : each)),
      head,
    )
    shifted.set([0, 0, 0, 0, 0, 0, 0, 24], head + 8)
    shifted.set(bytes.subarray(head), head + 24)
    expect(mediaFacts(shifted)).toMatchObject({ seconds: facts.seconds, width: facts.width, fps: facts.fps })
  })

  test('a picture', async () => {
    const { width, height, format } = mediaFacts(await made('image/1.png?r=16:9'))
    expect([format, width! / height!]).toEqual(['png', expect.closeTo(16 / 9, 2)])
  })

  test.each(['wav', 'mp3'])('a sound as %s', async (format) => {
    const facts = mediaFacts(await made(`audio/1.${format}?s=12.3`))
    expect(facts.format).toBe(format)
    expect(facts.seconds).toBeCloseTo(12.3, 0)
    expect(facts.width).toBeUndefined()
  })
})

describe('headers', () => {
  test.each([
    ['png', png],
    ['gif', gif],
    ['jpg', jpg],
    ['webp', webps.lossy],
    ['webp', webps.lossless],
    ['webp', webps.extended],
  ] as const)('of %s tell the sides', (format, picture) => {
    for (const [width, height] of [
      [300, 750],
      [1920, 1080],
      [1, 16383],
    ] as const)
      expect(mediaFacts(picture(width, height))).toMatchObject({ format, width, height })
  })

  test('of JPEG: all kinds of frames, and none behind the picture itself', () => {
    for (const frame of [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xcf]) expect(mediaFacts(jpg(640, 480, frame))).toMatchObject({ width: 640, height: 480 })
    for (const other of [0xda, 0xd9]) expect(mediaFacts(jpg(640, 480, other)).width).toBeUndefined()
  })

  test('of sounds: frames are counted, tags and tables are not', () => {
    expect(mediaFacts(mp3(10)).seconds).toBeCloseTo(10, 1)
    expect(mediaFacts(mp3(10, id3(3000))).seconds).toBeCloseTo(10, 1)
    const withTable = mp3(10)
    withTable.set(
      [...'Xing'].map((letter) => letter.charCodeAt(0)),
      36,
    )
    expect(mediaFacts(mp3(10)).seconds! - mediaFacts(withTable).seconds!).toBeCloseTo(1152 / 44100, 5)
    expect(mediaFacts(aac(7))).toMatchObject({ format: 'aac', seconds: expect.closeTo(7, 1) })
  })

  test('decide, whatever is claimed', () => {
    const of = (start: string) => mediaFacts(Uint8Array.from(start.padEnd(32, '\0'), (letter) => letter.charCodeAt(0))).format
    expect(of('\0\0\0\x14ftypqt  ')).toBe('mov')
    expect(of('\0\0\0\x14ftypM4A ')).toBe('m4a')
    expect(of('\0\0\0\x14ftypisom')).toBe('mp4')
    expect(of('\0\0\0\x14ftypheic')).toBe('heic')
    expect(of('\0\0\0\x08wide\0\0\0\0mdat')).toBe('mov')
    expect(of('<svg xmlns="">')).toBeUndefined()
    expect(of('')).toBeUndefined()
  })
})

test('broken and arbitrary files never make it throw, nor run long', async () => {
  const real = await Promise.all(['video/1.mp4?s=1', 'image/1.png', 'audio/1.wav?s=1', 'audio/1.mp3?s=1'].map(made))
  const samples = [...real, jpg(640, 480), webps.extended(9, 9), aac(1)].map((bytes) => bytes.slice(0, 20_000))
  const spoilt = fc
    .record({ sample: fc.nat(), cut: fc.nat(), changes: fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), { maxLength: 8 }) })
    .map(({ sample, cut, changes }) => {
      const bytes = samples[sample % samples.length]!.slice()
      for (const { at, byte } of changes) bytes[at % Math.min(bytes.length, 600)] = byte
      return bytes.subarray(0, cut % 3 === 0 ? cut % bytes.length : bytes.length)
    })
  fc.assert(
    fc.property(fc.oneof(spoilt, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      expect(mediaFacts(bytes).bytes).toBe(bytes.length)
    }),
    { seed: 20261120, numRuns: 3000 },
  )
})
