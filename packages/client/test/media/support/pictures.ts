/** Headers of pictures, as their formats write them; what follows is not read. */

const be16 = (value: number) => [value >> 8, value & 255]
const be32 = (value: number) => [...be16(value >>> 16), ...be16(value & 0xffff)]
const le16 = (value: number) => be16(value).reverse()
const le24 = (value: number) => [...le16(value & 0xffff), value >> 16]
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

export const png = (width: number, height: number, filling = 0) =>
  Uint8Array.from([
    ...letters('\x89PNG\r\n\x1a\n'),
    ...be32(13),
    ...letters('IHDR'),
    ...be32(width),
    ...be32(height),
    8,
    2,
    0,
    0,
    0,
    ...new Array(filling).fill(0),
  ])

export const gif = (width: number, height: number) => Uint8Array.from([...letters('GIF89a'), ...le16(width), ...le16(height), 0, 0, 0])

/** With camera data before the frame header, fill bytes, and tables, as cameras write them. */
export const jpg = (width: number, height: number, frame = 0xc2) =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe1, ...be16(2 + 5000), ...new Array(5000).fill(0xc0)],
    ...[0xff, 0xff, 0xff, 0xc4, ...be16(2 + 4), 1, 2, 3, 4],
    ...[0xff, frame, ...be16(17), 8, ...be16(height), ...be16(width), 3, 0, 0],
  ])

const webp = (chunk: string, data: number[]) => Uint8Array.from([...letters('RIFF'), 0, 0, 0, 0, ...letters('WEBP'), ...letters(chunk), 0, 0, 0, 0, ...data])
export const webps = {
  lossy: (width: number, height: number) => webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...le16(width), ...le16(height)]),
  lossless: (width: number, height: number) => webp('VP8L', [0x2f, ...le16(((width - 1) & 0x3fff) | (((height - 1) & 3) << 14)), ...le16((height - 1) >> 2)]),
  extended: (width: number, height: number) => webp('VP8X', [0, 0, 0, 0, ...le24(width - 1), ...le24(height - 1)]),
}
