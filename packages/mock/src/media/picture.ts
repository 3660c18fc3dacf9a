import { rgbOf } from './colour.js'

/** Pixels as indices into a palette of red, green, blue triples. */
export interface Picture {
  width: number
  height: number
  palette: Uint8Array
  pixels: Uint8Array
}

export interface PictureOptions {
  width: number
  height: number
  /** Hue of the background, in degrees. */
  hue: number
  /** Its low 15 bits choose the blocks in the middle. */
  pattern: number
  watermark?: boolean
  /** Where a ball is on its way there and back, from 0 to 1; without it there is none. */
  phase?: number
}

const shades = 48
const dark = 2 * shades
const white = dark + 1

/** A picture in place of a generated one: a gradient, a mirrored pattern of blocks, on request a ball that moves and a stamp. */
export function drawPicture({ width, height, hue, pattern, watermark, phase }: PictureOptions): Picture {
  const picture = { width, height, palette: paletteOf(hue), pixels: new Uint8Array(width * height) }
  for (let y = 0; y < height; y++) picture.pixels.fill(Math.floor((y * shades) / height), y * width, (y + 1) * width)
  blocks(picture, pattern)
  if (phase !== undefined) ball(picture, phase)
  if (watermark) stamp(picture)
  return picture
}

/** The gradient, the same gradient lighter, and the two colours of the stamp. */
function paletteOf(hue: number): Uint8Array {
  const gradient = (lift: number) => Array.from({ length: shades }, (_, shade) => rgbOf(hue + shade, 0.6, 0.5 - (0.25 * shade) / shades + lift))
  return Uint8Array.from([...gradient(0), ...gradient(0.2), [20, 20, 24], [255, 255, 255]].flat())
}

function blocks({ width, height, pixels }: Picture, pattern: number): void {
  const side = Math.floor((Math.min(width, height) * 0.6) / 5)
  const left = Math.floor((width - 5 * side) / 2)
  const top = Math.floor((height - 5 * side) / 2)
  for (let y = top; y < top + 5 * side; y++) {
    const row = Math.floor((y - top) / side)
    for (let column = 0; column < 5; column++) {
      const lit = (pattern >> (row * 3 + Math.min(column, 4 - column))) & 1
      const start = y * width + left + column * side
      if (lit) pixels.fill(pixels[y * width]! + shades, start, start + side)
    }
  }
}

function ball({ width, height, pixels }: Picture, phase: number): void {
  const radius = Math.round(Math.min(width, height) / 9)
  const centreX = width / 2 - (width / 2 - 2 * radius) * Math.cos(2 * Math.PI * phase)
  const centreY = height - 2 * radius - (height - 5 * radius) * Math.abs(Math.sin(2 * Math.PI * phase))
  for (let y = Math.ceil(centreY - radius); y <= centreY + radius; y++) {
    const half = Math.sqrt(radius ** 2 - (y - centreY) ** 2)
    pixels.fill(white, y * width + Math.round(centreX - half), y * width + Math.round(centreX + half))
  }
}

const letters = [
  ['#   #', '## ##', '# # #', '#   #', '#   #'],
  [' ### ', '#   #', '#   #', '#   #', ' ### '],
  [' ####', '#    ', '#    ', '#    ', ' ####'],
  ['#   #', '#  # ', '###  ', '#  # ', '#   #'],
]

/** The word MOCK in the lower right corner. */
function stamp({ width, height, pixels }: Picture): void {
  const dot = Math.max(1, Math.floor(Math.min(width, height) / 64))
  const rows = [0, 1, 2, 3, 4].map((row) => ` ${letters.map((letter) => letter[row]).join(' ')} `)
  const blank = ' '.repeat(rows[0]!.length)
  const left = width - (blank.length + 2) * dot
  for (const [row, line] of [blank, ...rows, blank].entries()) {
    for (const [column, mark] of [...line].entries()) {
      for (let y = height - (9 - row) * dot; y < height - (8 - row) * dot; y++) {
        pixels.fill(mark === '#' ? white : dark, y * width + left + column * dot, y * width + left + (column + 1) * dot)
      }
    }
  }
}
