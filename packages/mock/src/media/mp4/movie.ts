import { lengthOf, type Parts } from '../parts.js'
import { sampleTable } from './sample-table.js'
import { durationOf, type Track } from './track.js'
import { box, fullBox, letters, u16, u32 } from './write-box.js'

/**
 * An MP4 file of these tracks. What a player must know stands first, then the chunks in the order in which they are played, so that
 * a player can begin before it has the whole file.
 */
export function movieOf(tracks: readonly Track[], clock: number): Parts {
  const order = Array.from({ length: Math.max(...tracks.map(({ chunks }) => chunks.length)) }, (_, index) => index)
  const bytesOf = (track: Track, index: number) => track.loop.bytes.subarray(0, sum(track.loop.sizes.slice(0, track.chunks[index] ?? 0)))
  const data = order.flatMap((index) => tracks.map((track) => bytesOf(track, index)))

  const type = box('ftyp', letters('isom'), u32(512), letters('isomiso2mp41'))
  const noOffsets = tracks.map(({ chunks }) => chunks.map(() => 0))
  let offset = type.length + head(tracks, noOffsets, clock).length + 8
  const offsets = tracks.map(({ chunks }) => [...chunks])
  for (const index of order) {
    for (const [number, track] of tracks.entries()) {
      if (index < track.chunks.length) offsets[number]![index] = offset
      offset += bytesOf(track, index).length
    }
  }
  return [type, head(tracks, offsets, clock), u32(lengthOf(data) + 8), letters('mdat'), ...data.filter(({ length }) => length > 0)]
}

/** What stands before the samples. */
function head(tracks: readonly Track[], offsets: readonly (readonly number[])[], clock: number): Uint8Array {
  const duration = Math.max(...tracks.map(durationOf))
  return box(
    'moov',
    // Never dated, so that the same address gives the same bytes; played at its own speed and loudness.
    fullBox('mvhd', 0, u32(0, 0, clock, duration, 0x10000), u16(0x100, 0), u32(0, 0, ...upright, 0, 0, 0, 0, 0, 0, tracks.length + 1)),
    ...tracks.map((track, index) => trackBox(track, index + 1, offsets[index]!, clock)),
  )
}

const upright = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000]

function trackBox(track: Track, id: number, offsets: readonly number[], clock: number): Uint8Array {
  const sound = track.kind === 'audio'
  const duration = durationOf(track)
  // Tracks of one group are alternatives, of which players take the first they can play. None may be marked as disabled: Chromium
  // would fall back on it and then show nothing.
  const [flags, group] = [3, sound ? 2 : 1]
  const size = [(track.width ?? 0) * 0x10000, (track.height ?? 0) * 0x10000]
  return box(
    'trak',
    fullBox('tkhd', flags, u32(0, 0, id, 0, duration, 0, 0), u16(0, group, sound ? 0x100 : 0, 0), u32(...upright, ...size)),
    box(
      'mdia',
      fullBox('mdhd', 0, u32(0, 0, clock, duration), u16(undetermined, 0)),
      fullBox('hdlr', 0, u32(0), letters(sound ? 'soun' : 'vide'), u32(0, 0, 0), letters(sound ? 'sound\0' : 'video\0')),
      box(
        'minf',
        sound ? fullBox('smhd', 0, u16(0, 0)) : fullBox('vmhd', 1, u16(0, 0, 0, 0)),
        // The samples are in this file.
        box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
        sampleTable(track, offsets),
      ),
    ),
  )
}

/** The language code `und`, five bits a letter. */
const undetermined = 0x55c4

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
