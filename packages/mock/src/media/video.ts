import { sidesOf } from './asked-file.js'
import { hashOf } from './hash.js'
import { type Loop, readLoop } from './mp4/loop.js'
import { movieOf } from './mp4/movie.js'
import { withPixelShape } from './mp4/pixel-shape.js'
import type { Track } from './mp4/track.js'
import { type Parts, repeated } from './parts.js'
import { aacFrame, aacName, type Codec, colours, framesPerSecond, loopFrames, loopName, piece, type Shape, shapes } from './pieces.js'
import { sampleRate } from './tone.js'

export interface VideoOptions {
  id: string
  seconds: number
  ratio: string
  watermark: boolean
}

/** One clock for pictures and sound: both come at whole numbers of it. */
const clock = sampleRate
const frameDuration = clock / framesPerSecond

/** An MP4 of the nearest whole number of frames: H.264, with a quiet tone in AAC, and VP9 for players without H.264. */
export function videoOf({ id, seconds, ratio, watermark }: VideoOptions): Parts {
  const frames = Math.max(1, Math.round(seconds * framesPerSecond))
  const [wide, tall] = sidesOf(ratio) ?? [16, 9]
  const shape = nearest(wide / tall)
  const colour = colours[hashOf(id) % colours.length]!
  const pictures = (codec: Codec): Track => ({
    kind: 'video',
    loop: shaped(readLoop(piece(loopName(shape, colour, watermark, codec))), shape, wide, tall),
    chunks: chunksOf(frames, loopFrames),
    sampleDuration: frameDuration,
    lastDuration: frameDuration,
    width: (shape.height * wide) / tall,
    height: shape.height,
  })
  return movieOf([pictures('h264'), soundOf(frames * frameDuration), pictures('vp9')], clock)
}

/** Exactly as long as the pictures: its last frame is cut short. */
function soundOf(duration: number): Track {
  const { description, sizes, bytes } = readLoop(piece(aacName))
  const samples = Math.ceil(duration / aacFrame)
  const inLoop = Math.floor((loopFrames * frameDuration) / aacFrame)
  const loop = { description, sizes: Array.from({ length: inLoop }, () => sizes[0]!), bytes: repeated(bytes.subarray(0, sizes[0]), inLoop) }
  return { kind: 'audio', loop, chunks: chunksOf(samples, inLoop), sampleDuration: aacFrame, lastDuration: duration - (samples - 1) * aacFrame }
}

/** Whole loops, then what is left. */
function chunksOf(samples: number, inLoop: number): number[] {
  return Array.from({ length: Math.ceil(samples / inLoop) }, (_, index) => Math.min(inLoop, samples - index * inLoop))
}

function nearest(ratio: number): Shape {
  const distance = ({ width, height }: Shape) => Math.abs(Math.log(width / height / ratio))
  return shapes.reduce((best, shape) => (distance(shape) < distance(best) ? shape : best))
}

/** Pixels are square in the documented ratios; any other ratio is had by stretching them. */
function shaped(loop: Loop, { width, height }: Shape, wide: number, tall: number): Loop {
  return { ...loop, description: withPixelShape(loop.description, wide * height, tall * width) }
}
