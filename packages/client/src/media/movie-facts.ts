import { type Box, boxesIn, findBox } from './boxes.js'
import type { PixelSize } from './image-size.js'
import { lettersAt, viewOf } from './view.js'

export interface MovieFacts extends Partial<PixelSize> {
  seconds?: number
  fps?: number
  hasPicture: boolean
}

/** Length, size and frame rate from the tables of an MP4, MOV or M4A file, which may stand before or behind the film itself. */
export function movieFacts(bytes: Uint8Array): MovieFacts | undefined {
  const movie = findBox(bytes, { type: 'file', start: 0, end: bytes.length }, 'moov')
  if (!movie) return undefined
  const tracks = [...boxesIn(bytes, movie.start, movie.end)].filter(({ type }) => type === 'trak')
  const picture = tracks.find((track) => handlerOf(bytes, track) === 'vide')
  const seconds = lengthOf(bytes, findBox(bytes, movie, 'mvhd'))
  return { ...(seconds === undefined ? {} : { seconds }), ...(picture ? pictureFacts(bytes, picture) : {}), hasPicture: !!picture }
}

function handlerOf(bytes: Uint8Array, track: Box): string | undefined {
  const handler = findBox(bytes, track, 'mdia', 'hdlr')
  return handler && lettersAt(bytes, handler.start + 8, 4)
}

/** Movie and media headers begin alike: version, two times, units per second, length in units. */
function lengthOf(bytes: Uint8Array, header: Box | undefined): number | undefined {
  if (!header) return undefined
  const view = viewOf(bytes)
  const isLong = view.getUint8(header.start) === 1
  const scale = view.getUint32(header.start + (isLong ? 20 : 12))
  const length = isLong ? Number(view.getBigUint64(header.start + 24)) : view.getUint32(header.start + 16)
  // A film in fragments says 0 here, or a number that stands for unknown.
  const isKnown = scale > 0 && length > 0 && length < (isLong ? 2 ** 63 : 0xffffffff)
  return isKnown ? length / scale : undefined
}

function pictureFacts(bytes: Uint8Array, track: Box): Omit<MovieFacts, 'hasPicture' | 'seconds'> {
  const view = viewOf(bytes)
  const header = findBox(bytes, track, 'tkhd')
  const seconds = lengthOf(bytes, findBox(bytes, track, 'mdia', 'mdhd'))
  const times = findBox(bytes, track, 'mdia', 'minf', 'stbl', 'stts')
  const frames = times ? frameCount(view, times) : 0
  return {
    // The last eight bytes, as numbers with sixteen bits behind the point.
    ...(header ? { width: Math.round(view.getUint32(header.end - 8) / 65536), height: Math.round(view.getUint32(header.end - 4) / 65536) } : {}),
    ...(seconds && frames ? { fps: frames / seconds } : {}),
  }
}

function frameCount(view: DataView, { start, end }: Box): number {
  let frames = 0
  const entries = Math.min(view.getUint32(start + 4), Math.floor((end - start - 8) / 8))
  for (let entry = 0; entry < entries; entry++) frames += view.getUint32(start + 8 + entry * 8)
  return frames
}
