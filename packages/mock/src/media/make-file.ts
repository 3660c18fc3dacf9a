import { type AskedFile, comesAs, isLength } from './asked-file.js'
import { imageOf } from './image.js'
import type { Parts } from './parts.js'
import { mp3Of, wavOf } from './sound.js'
import { videoOf } from './video.js'

export interface MadeFile {
  contentType: string
  /** The file as byte strings, one after the other. */
  parts: Parts
}

const types = { mp4: 'video/mp4', png: 'image/png', mp3: 'audio/mpeg', wav: 'audio/wav' } as const

/** A real file of the asked kind, length and shape: the same bytes for the same wish. */
export function makeFile(asked: AskedFile): MadeFile {
  const { kind, format, id = '', seconds = 5, watermark = false } = asked
  if (!comesAs(kind, format)) throw new TypeError(`klingkit: no ${kind} comes as ${format}`)
  if (kind !== 'image' && !isLength(seconds)) throw new RangeError(`klingkit: no file is ${seconds} seconds long`)
  return { contentType: types[format], parts: partsOf({ kind, format, id, seconds, watermark, ratio: asked.ratio ?? (kind === 'image' ? '1:1' : '16:9') }) }
}

function partsOf({ format, id, seconds, watermark, ratio }: Required<AskedFile>): Parts {
  switch (format) {
    case 'mp4':
      return videoOf({ id, seconds, ratio, watermark })
    case 'png':
      return imageOf({ id, ratio, watermark })
    case 'mp3':
      return mp3Of(id, seconds)
    case 'wav':
      return wavOf(id, seconds)
  }
}
