/** A file as a row of byte strings. The same one may stand in it many times, so that a long file takes little memory. */
export type Parts = readonly Uint8Array[]

export function lengthOf(parts: Parts): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}

/** The bytes from `start` up to, not including, `end`; nothing is copied. */
export function sliceOf(parts: Parts, start: number, end: number): Uint8Array[] {
  const slice: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    if (at < end && at + part.length > start) slice.push(part.subarray(Math.max(0, start - at), Math.min(part.length, end - at)))
    at += part.length
  }
  return slice
}

/** All of it in one. */
export function joined(parts: Parts): Uint8Array {
  const bytes = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** One byte string `count` times in a row. */
export function repeated(bytes: Uint8Array, count: number): Uint8Array {
  return joined(Array.from({ length: count }, () => bytes))
}
