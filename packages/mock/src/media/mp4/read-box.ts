/** A box found in a file: all its bytes, and those after its length and type. */
export interface FoundBox {
  type: string
  whole: Uint8Array
  contents: Uint8Array
}

/** The boxes that lie one after the other in these bytes. */
export function boxesIn(bytes: Uint8Array): FoundBox[] {
  const found: FoundBox[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = numberAt(bytes, at)
    if (length < 8 || at + length > bytes.length) throw new RangeError(`klingkit: a box at ${at} does not end within its file`)
    const whole = bytes.subarray(at, at + length)
    found.push({ type: String.fromCharCode(...whole.subarray(4, 8)), whole, contents: whole.subarray(8) })
    at += length
  }
  return found
}

/** The first box at the end of a path of types, for example `moov`, `trak`, `mdia`. */
export function boxAt(bytes: Uint8Array, ...path: [string, ...string[]]): FoundBox {
  let inside = bytes
  let found: FoundBox | undefined
  for (const type of path) {
    found = boxesIn(inside).find((box) => box.type === type)
    if (!found) throw new RangeError(`klingkit: there is no box ${path.join('/')}`)
    inside = found.contents
  }
  return found!
}

export function numberAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at)
}
