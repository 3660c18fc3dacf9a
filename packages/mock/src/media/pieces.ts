import { readFileSync } from 'node:fs'

/** A loop has this many frames, at `framesPerSecond`, and begins with a key frame. */
export const loopFrames = 48
export const framesPerSecond = 24

/** Stored shapes: every ratio the API documents, with square pixels. */
export const shapes = [
  { width: 640, height: 360 },
  { width: 360, height: 640 },
  { width: 360, height: 360 },
  { width: 480, height: 360 },
  { width: 360, height: 480 },
  { width: 540, height: 360 },
  { width: 360, height: 540 },
  { width: 840, height: 360 },
] as const
export type Shape = (typeof shapes)[number]

export const colours = [
  { name: 'red', hue: 355, pattern: 0b010_111_101_010_110 },
  { name: 'green', hue: 130, pattern: 0b001_110_011_101_010 },
  { name: 'blue', hue: 205, pattern: 0b101_011_110_100_001 },
] as const
export type Colour = (typeof colours)[number]

/**
 * Real results are H.264, so that comes first. Chromium as it is built without licensed codecs passes it over and takes the other
 * track: Playwright's and Puppeteer's own browsers were such builds for years.
 */
export const codecs = ['h264', 'vp9'] as const
export type Codec = (typeof codecs)[number]

export function loopName({ width, height }: Shape, { name }: Colour, watermark: boolean, codec: Codec): string {
  return `loop-${width}x${height}-${name}${watermark ? '-stamped' : ''}.${codec}.mp4`
}

/** One frame of AAC, in a file of its own. */
export const aacName = 'tone.m4a'
export const aacFrame = 1024

/** Frames of MP3, one for each pitch: waves within a frame. */
export const pitches = [8, 9, 10, 12] as const
export const mp3Frame = 1152
export const mp3Name = (waves: number) => `tone-${waves}.mp3`

const folder = new URL('../../assets/media/', import.meta.url)
const read = new Map<string, Uint8Array>()

/** The stored piece of that name, read when it is first asked for. */
export function piece(name: string): Uint8Array {
  let bytes = read.get(name)
  if (!bytes) {
    bytes = readFileSync(new URL(name, folder))
    read.set(name, bytes)
  }
  return bytes
}
