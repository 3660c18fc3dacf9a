import { lettersAt, viewOf } from './view.js'

/** A part of an MP4 or QuickTime file: bytes `start` up to, not including, `end` are what is in it. */
export interface Box {
  type: string
  start: number
  end: number
}

/** The boxes between two places, one after the other. One that says it is larger than the file ends with it. */
export function* boxesIn(bytes: Uint8Array, start = 0, end = bytes.length): Generator<Box> {
  const view = viewOf(bytes)
  for (let at = start; at + 8 <= end; ) {
    let size = view.getUint32(at)
    let head = 8
    if (size === 1) {
      size = Number(view.getBigUint64(at + 8))
      head = 16
    }
    // 0 means: up to the end. Less than a head would never end.
    if (size === 0) size = end - at
    if (size < head) return
    yield { type: lettersAt(bytes, at + 4, 4), start: at + head, end: Math.min(at + size, end) }
    at += size
  }
}

/** The first box with these names inside each other. */
export function findBox(bytes: Uint8Array, within: Box, ...path: string[]): Box | undefined {
  const [type, ...rest] = path
  if (type === undefined) return within
  for (const box of boxesIn(bytes, within.start, within.end)) {
    if (box.type !== type) continue
    const found = findBox(bytes, box, ...rest)
    if (found) return found
  }
  return undefined
}
