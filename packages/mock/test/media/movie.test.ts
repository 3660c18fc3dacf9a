import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joined, makeFile } from '../../src/media/index.js'
import { boxAt, boxesIn, numberAt } from '../../src/media/mp4/read-box.js'

/** What a player learns from the tables of an MP4 file, read without any of the code that wrote them but the box reader. */
function tracksOf(file: Uint8Array) {
  const movie = boxAt(file, 'moov').contents
  const clock = numberAt(boxAt(movie, 'mvhd').contents, 12)
  const tracks = boxesIn(movie).filter(({ type }) => type === 'trak')
  return {
    seconds: numberAt(boxAt(movie, 'mvhd').contents, 16) / clock,
    tracks: tracks.map(({ contents }) => {
      const header = boxAt(contents, 'tkhd').contents
      const media = boxAt(contents, 'mdia', 'mdhd').contents
      const table = boxAt(contents, 'mdia', 'minf', 'stbl').contents
      const entry = boxesIn(boxAt(table, 'stsd').contents.subarray(8))[0]!
      return {
        codec: entry.type,
        group: numberAt(header, 32) & 0xffff,
        seconds: numberAt(media, 16) / numberAt(media, 12),
        shownSeconds: numberAt(header, 20) / clock,
        width: numberAt(header, 76) / 0x10000,
        height: numberAt(header, 80) / 0x10000,
        table,
        entry,
      }
    }),
  }
}

/** Place, length and time of every sample, worked out as a player does it. */
function samplesOf(table: Uint8Array) {
  const rows = (type: string, perRow: number, from = 4) => {
    const { contents } = boxAt(table, type)
    return Array.from({ length: numberAt(contents, from) }, (_, row) =>
      Array.from({ length: perRow }, (_, column) => numberAt(contents, from + 4 + (row * perRow + column) * 4)),
    )
  }
  const sizes = rows('stsz', 1, 8).map(([size]) => size!)
  const durations = rows('stts', 2).flatMap(([count, duration]) => Array.from({ length: count! }, () => duration!))
  const perChunk = rows('stsc', 3)
  const samples: { at: number; size: number }[] = []
  for (const [index, [offset]] of rows('stco', 1).entries()) {
    const count = perChunk.findLast(([first]) => first! <= index + 1)![1]!
    let at = offset!
    for (let sample = 0; sample < count; sample++) {
      const size = sizes[samples.length]!
      samples.push({ at, size })
      at += size
    }
  }
  return { samples, sizes, durations }
}

const video = (asked: { id?: string; seconds?: number; ratio?: string; watermark?: boolean }) =>
  joined(makeFile({ kind: 'video', format: 'mp4', ...asked }).parts)

describe('length', () => {
  test.each([0.04, 1, 2, 3, 5, 5.041, 10, 10.041, 15, 59.9, 300, 600])('%d s', (seconds) => {
    const movie = tracksOf(video({ seconds }))
    expect(Math.abs(movie.seconds - seconds)).toBeLessThan(0.025)
    for (const track of movie.tracks) {
      expect(track.seconds).toBe(movie.seconds)
      expect(track.shownSeconds).toBe(movie.seconds)
      expect(samplesOf(track.table).durations.reduce((sum, duration) => sum + duration, 0) / 48_000).toBe(movie.seconds)
    }
  })

  test('a length of nothing, or of more than ten minutes, is refused', () => {
    for (const seconds of [0, -1, Number.NaN, 601, Infinity]) expect(() => video({ seconds })).toThrow(RangeError)
  })
})

describe('shape', () => {
  test.each(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9'])('%s with square pixels', (ratio) => {
    const [wide, tall] = ratio.split(':').map(Number) as [number, number]
    for (const { codec, width, height, entry } of tracksOf(video({ ratio })).tracks.filter(({ codec }) => codec !== 'mp4a')) {
      expect(width * tall, codec).toBe(height * wide)
      expect(width, codec).toBe(entry.contents[24]! * 256 + entry.contents[25]!)
      expect(boxesIn(entry.contents.subarray(78)).find(({ type }) => type === 'pasp')!.contents, codec).toEqual(Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1))
    }
  })

  test.each(['5:4', '1:2', '2:1', '7:3', '999:998'])('%s by stretched pixels', (ratio) => {
    const [wide, tall] = ratio.split(':').map(Number) as [number, number]
    const { width, height, entry } = tracksOf(video({ ratio })).tracks[0]!
    expect(width / height).toBeCloseTo(wide / tall, 3)
    const pixel = boxesIn(entry.contents.subarray(78)).find(({ type }) => type === 'pasp')!.contents
    const [coded, codedHeight] = [entry.contents[24]! * 256 + entry.contents[25]!, entry.contents[26]! * 256 + entry.contents[27]!]
    expect((coded * numberAt(pixel, 0)) / (codedHeight * numberAt(pixel, 4))).toBeCloseTo(wide / tall, 6)
  })

  test('a shape nobody can have is 16:9', () => {
    expect(tracksOf(video({ ratio: '99:1' })).tracks[0]).toMatchObject({ width: 640, height: 360 })
  })
})

test('H.264 and AAC, and VP9 as an alternative of the same group', () => {
  expect(tracksOf(video({})).tracks.map(({ codec, group }) => [codec, group])).toEqual([
    ['avc1', 1],
    ['mp4a', 2],
    ['vp09', 1],
  ])
})

test('every byte after the tables belongs to one sample, and every sample is where the tables say', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 40_000 }), fc.constantFrom('16:9', '9:16', '1:1', '5:4'), fc.string(), (milliseconds, ratio, id) => {
      const file = video({ seconds: milliseconds / 1000, ratio, id })
      const data = boxesIn(file).at(-1)!
      const start = file.length - data.contents.length
      const samples = tracksOf(file)
        .tracks.flatMap(({ table }) => samplesOf(table).samples)
        .sort((one, other) => one.at - other.at)
      expect(data.type).toBe('mdat')
      expect(samples[0]!.at).toBe(start)
      for (const [index, { at, size }] of samples.entries())
        if (at + size !== (samples[index + 1]?.at ?? file.length)) expect.fail(`sample ${index} of ${samples.length}`)
    }),
    { seed: 3, numRuns: 40 },
  )
})

test('the frames that need no other are said to be so', () => {
  const file = video({ seconds: 7 })
  const { table } = tracksOf(file).tracks[0]!
  const { samples } = samplesOf(table)
  const said = boxAt(table, 'stss').contents
  const keys = Array.from({ length: numberAt(said, 4) }, (_, index) => numberAt(said, 8 + index * 4) - 1)
  // The kind of a unit of H.264 is in the low five bits of its first byte; 5 is a picture that needs no other.
  const isKey = ({ at }: { at: number }) => (file[at + 4]! & 31) === 5
  expect(samples.flatMap((sample, index) => (isKey(sample) ? [index] : []))).toEqual(keys)
  expect(keys).toEqual([0, 48, 96, 144])
})

test('what must be known first stands first', () => {
  expect(boxesIn(video({})).map(({ type }) => type)).toEqual(['ftyp', 'moov', 'mdat'])
})

test('ids differ in looks, and a watermark is seen', () => {
  const looks = new Set(Array.from({ length: 30 }, (_, index) => Buffer.from(video({ id: String(index) })).toString('latin1')))
  expect(looks.size).toBe(3)
  expect(video({ watermark: true })).not.toEqual(video({ watermark: false }))
})
