import { joined } from '../parts.js'

/** A box of an MP4 file (ISO 14496-12): its length, its type of four letters, its contents. */
export function box(type: string, ...contents: Uint8Array[]): Uint8Array {
  const body = joined(contents)
  return joined([u32(body.length + 8), letters(type), body])
}

/** A box that begins with a version, here always 0, and flags. */
export function fullBox(type: string, flags: number, ...contents: Uint8Array[]): Uint8Array {
  return box(type, u32(flags), ...contents)
}

/** Numbers of 32 bits. */
export function u32(...numbers: number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, number] of numbers.entries()) view.setUint32(index * 4, number)
  return bytes
}

/** Numbers of 16 bits. */
export function u16(...numbers: number[]): Uint8Array {
  return Uint8Array.from(numbers.flatMap((number) => [(number >> 8) & 0xff, number & 0xff]))
}

export function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
