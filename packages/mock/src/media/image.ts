import { sidesOf } from './asked-file.js'
import { hashOf } from './hash.js'
import type { Parts } from './parts.js'
import { drawPicture } from './picture.js'
import { pngOf } from './png.js'

export interface ImageOptions {
  id: string
  ratio: string
  watermark: boolean
}

/** A PNG of exactly that ratio, with at least 512 pixels on its short side. */
export function imageOf({ id, ratio, watermark }: ImageOptions): Parts {
  const [wide, tall] = sidesOf(ratio) ?? [1, 1]
  const scale = Math.ceil(512 / Math.min(wide, tall))
  const look = hashOf(id)
  return [pngOf(drawPicture({ width: wide * scale, height: tall * scale, hue: look % 360, pattern: look >>> 9, watermark }))]
}
