import { boxesIn } from './read-box.js'
import { box, fullBox, u32 } from './write-box.js'

/** The same `stsd` box, saying how wide to how tall a pixel is. */
export function withPixelShape(description: Uint8Array, wide: number, tall: number): Uint8Array {
  const divisor = commonDivisor(wide, tall)
  const [entry] = boxesIn(description.subarray(16))
  return fullBox('stsd', 0, u32(1), box(entry!.type, entry!.contents, box('pasp', u32(wide / divisor, tall / divisor))))
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other)
}
