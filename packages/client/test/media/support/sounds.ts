/** Frames of sounds, so many that they last as long as wanted. */

/** MPEG-1 layer III, 128 kbit/s at 44,100 Hz: 417 bytes and 1152 samples per frame. */
export function mp3(seconds: number, before: readonly number[] = []): Uint8Array {
  const frame = new Uint8Array(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return repeated(frame, Math.round((seconds * 44100) / 1152), before)
}

/** ADTS at 48,000 Hz: 1024 samples per frame. */
export function aac(seconds: number): Uint8Array {
  const size = 200
  const frame = new Uint8Array(size)
  frame.set([0xff, 0xf1, 0x4c, 0x80 | (size >> 11), (size >> 3) & 255, ((size & 7) << 5) | 0x1f, 0xfc])
  return repeated(frame, Math.round((seconds * 48000) / 1024), [])
}

/** An ID3 tag with that much in it. */
export function id3(size: number): number[] {
  return [0x49, 0x44, 0x33, 4, 0, 0, (size >> 21) & 127, (size >> 14) & 127, (size >> 7) & 127, size & 127, ...new Array(size).fill(0xff)]
}

function repeated(frame: Uint8Array, times: number, before: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(before.length + frame.length * times)
  bytes.set(before)
  for (let each = 0; each < times; each++) bytes.set(frame, before.length + each * frame.length)
  return bytes
}
