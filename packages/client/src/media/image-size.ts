import type { MediaFormat } from './sniff-format.js'
import { lettersAt, viewOf } from './view.js'

export interface PixelSize {
  width: number
  height: number
}

/** Width and height from the header of a picture. */
export function imageSize(bytes: Uint8Array, format: MediaFormat): PixelSize | undefined {
  return readers[format]?.(viewOf(bytes), bytes)
}

const readers: Partial<Record<MediaFormat, (view: DataView, bytes: Uint8Array) => PixelSize | undefined>> = {
  png: (view, bytes) => (lettersAt(bytes, 12, 4) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined),
  gif: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  jpg: jpegSize,
  webp: webpSize,
}

/** Goes from segment to segment until the frame header, which may come after kilobytes of camera data. */
function jpegSize(view: DataView): PixelSize | undefined {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    // A marker may be preceded by any number of fill bytes; some markers stand alone.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else if (isFrameHeader(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    // The picture itself, or its end: no frame header came before it.
    else if (marker === 0xda || marker === 0xd9) return undefined
    else at += 2 + view.getUint16(at + 2)
  }
}

/** SOF0 to SOF15; three numbers among them mean tables. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function webpSize(view: DataView, bytes: Uint8Array): PixelSize | undefined {
  switch (lettersAt(bytes, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      // Three bytes each; the one before them is there to be shifted out.
      return { width: (view.getUint32(23, true) >>> 8) + 1, height: (view.getUint32(26, true) >>> 8) + 1 }
    default:
      return undefined
  }
}
