import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { joined, makeFile } from '../../src/media/index.js'

/** Reads a PNG as far as ours go, checking what a viewer checks. */
function readPng(file: Uint8Array) {
  const bytes = Buffer.from(file)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const named = bytes.subarray(at + 4, at + 8 + length)
    expect(crc32(named)).toBe(bytes.readUInt32BE(at + 8 + length))
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4))
    at += length + 12
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
  const header = chunks.get('IHDR')!
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const rows = inflateSync(chunks.get('IDAT')!)
  expect(rows.length).toBe(height * (width + 1))
  const colourAt = (x: number, y: number) => {
    const colour = rows[y * (width + 1) + 1 + x]!
    return chunks.get('PLTE')!.toString('hex', colour * 3, colour * 3 + 3)
  }
  return { width, height, colourAt }
}

const image = (asked: { id?: string; ratio?: string; watermark?: boolean }) => readPng(joined(makeFile({ kind: 'image', format: 'png', ...asked }).parts))

describe('shape', () => {
  test.each(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '5:4', '999:998'])('%s', (ratio) => {
    const [wide, tall] = ratio.split(':').map(Number) as [number, number]
    const { width, height } = image({ ratio })
    expect(width * tall).toBe(height * wide)
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(512)
  })

  test('a picture nobody said anything of is square', () => {
    expect(image({})).toMatchObject({ width: 512, height: 512 })
  })
})

test('neighbouring ids look different', () => {
  const looks = Array.from({ length: 9 }, (_, index) => image({ id: `81234567890123456${index}` }).colourAt(0, 0))
  expect(new Set(looks).size).toBeGreaterThan(7)
})

test('a watermark covers the lower right corner and nothing else', () => {
  const [plain, stamped] = [image({ id: '7', ratio: '16:9' }), image({ id: '7', ratio: '16:9', watermark: true })]
  const changed: [number, number][] = []
  for (let y = 0; y < plain.height; y++) for (let x = 0; x < plain.width; x++) if (plain.colourAt(x, y) !== stamped.colourAt(x, y)) changed.push([x, y])
  expect(changed.length / (plain.width * plain.height)).toBeGreaterThan(0.01)
  expect(Math.min(...changed.map(([x]) => x)) / plain.width).toBeGreaterThan(0.7)
  expect(Math.min(...changed.map(([, y]) => y)) / plain.height).toBeGreaterThan(0.7)
})
