import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readLoop } from '../../src/media/mp4/loop.js'
import { boxesIn } from '../../src/media/mp4/read-box.js'
import { aacName, codecs, colours, loopFrames, loopName, mp3Name, piece, pitches, shapes } from '../../src/media/pieces.js'

const folder = new URL('../../assets/media/', import.meta.url)
const loops = shapes.flatMap((shape) =>
  colours.flatMap((colour) => [false, true].flatMap((watermark) => codecs.map((codec) => loopName(shape, colour, watermark, codec)))),
)

test('every piece is there, and none that is never used', () => {
  expect(readdirSync(folder).sort()).toEqual([...loops, aacName, ...pitches.map(mp3Name)].sort())
})

test('the whole set has less than 1 MB, half of what it may have', () => {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(1_000_000)
})

test('the package brings them along', () => {
  const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { files: string[] }
  expect(files).toContain('assets')
})

test('a loop is a file with one track and nothing but its frames', () => {
  for (const name of loops) {
    const { sizes, bytes, description } = readLoop(piece(name))
    expect(sizes, name).toHaveLength(loopFrames)
    expect(
      sizes.reduce((sum, size) => sum + size, 0),
      name,
    ).toBe(bytes.length)
    // A shape of pixels is said once, by the file put together.
    const entry = boxesIn(description.subarray(16))[0]!
    expect(
      boxesIn(entry.contents.subarray(78)).map(({ type }) => type),
      name,
    ).not.toContain('pasp')
  }
})
