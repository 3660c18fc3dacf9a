import type { Track } from './track.js'
import { box, fullBox, u32 } from './write-box.js'

/** Where each sample lies, how long it is and when it is shown. */
export function sampleTable(track: Track, offsets: readonly number[]): Uint8Array {
  const sizes = track.chunks.flatMap((count) => track.loop.sizes.slice(0, count))
  return box(
    'stbl',
    track.loop.description,
    fullBox('stts', 0, runs(sizes.map((_, index) => (index < sizes.length - 1 ? track.sampleDuration : track.lastDuration)))),
    ...(track.kind === 'video' ? [keyFrames(track)] : []),
    samplesToChunks(track),
    fullBox('stsz', 0, u32(0, sizes.length, ...sizes)),
    fullBox('stco', 0, u32(offsets.length, ...offsets)),
  )
}

/** Equal neighbours as how many there are and what they are, after the number of such pairs. */
function runs(values: readonly number[]): Uint8Array {
  const pairs: [count: number, value: number][] = []
  for (const value of values) {
    const last = pairs.at(-1)
    if (last?.[1] === value) last[0]++
    else pairs.push([1, value])
  }
  return u32(pairs.length, ...pairs.flat())
}

/** Every chunk is a loop of its own, so its first frame needs no other. */
function keyFrames({ chunks }: Track): Uint8Array {
  let sample = 1
  const starts = chunks.map((count) => {
    const start = sample
    sample += count
    return start
  })
  return fullBox('stss', 0, u32(starts.length, ...starts))
}

/** From which chunk on a chunk has how many samples. */
function samplesToChunks({ chunks }: Track): Uint8Array {
  const changes = [...chunks.entries()].filter(([index, count]) => count !== chunks[index - 1])
  return fullBox('stsc', 0, u32(changes.length, ...changes.flatMap(([index, count]) => [index + 1, count, 1])))
}
