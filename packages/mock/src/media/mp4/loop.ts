import { boxAt, numberAt } from './read-box.js'

/** Samples that can be played over and over, and what a player must know to decode them. */
export interface Loop {
  /** The `stsd` box. */
  description: Uint8Array
  /** The length of each sample. */
  sizes: readonly number[]
  /** The samples, one after the other. */
  bytes: Uint8Array
}

/** The only track of a small MP4 file, with nothing between its samples. */
export function readLoop(file: Uint8Array): Loop {
  const table = boxAt(file, 'moov', 'trak', 'mdia', 'minf', 'stbl').contents
  const lengths = boxAt(table, 'stsz').contents
  const [common, count] = [numberAt(lengths, 4), numberAt(lengths, 8)]
  const sizes = Array.from({ length: count }, (_, index) => common || numberAt(lengths, 12 + index * 4))
  return { description: boxAt(table, 'stsd').whole, sizes, bytes: boxAt(file, 'mdat').contents }
}
