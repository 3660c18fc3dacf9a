import { imageSize } from './image-size.js'
import { movieFacts } from './movie-facts.js'
import { type MediaFormat, sniffFormat } from './sniff-format.js'
import { soundLength } from './sound-length.js'

/** What a file is. Members that its header does not tell are absent. */
export interface MediaFacts {
  /** From the first bytes, not from a name. */
  format?: MediaFormat
  bytes: number
  /** Pixels, as stored: a turned picture or video may be shown the other way round. */
  width?: number
  height?: number
  /** Length in seconds. */
  seconds?: number
  /** Frames per second, on average. */
  fps?: number
}

/**
 * Reads what a header tells: format, sides, length, frame rate. Knows JPEG, PNG, WebP, GIF, MP4, MOV, M4A, MP3, WAV and AAC; other formats are named at best. Never throws.
 *
 * @param bytes the whole file; the tables of a video may stand at its end
 * @example
 * mediaFacts(await file.bytes()) // { format: 'mp4', bytes: 1203311, width: 1920, height: 1080, seconds: 5.041, fps: 24 }
 */
export function mediaFacts(bytes: Uint8Array): MediaFacts {
  const format = sniffFormat(bytes)
  const facts: MediaFacts = { bytes: bytes.length, ...(format ? { format } : {}) }
  try {
    if (format && ['mp4', 'mov', 'm4a'].includes(format)) {
      const { hasPicture, ...movie } = movieFacts(bytes) ?? { hasPicture: true }
      // Many recorders write sound alone under the brand of a film.
      return { ...facts, ...movie, format: hasPicture ? format : 'm4a' }
    }
    const seconds = format && soundLength(bytes, format)
    return { ...facts, ...(format ? imageSize(bytes, format) : {}), ...(seconds ? { seconds } : {}) }
  } catch {
    // A header that is cut off.
    return facts
  }
}
