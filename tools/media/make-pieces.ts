import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { drawPicture } from '../../packages/mock/dist/media/picture.js'
import {
  aacFrame,
  aacName,
  type Codec,
  type Colour,
  codecs,
  colours,
  framesPerSecond,
  loopFrames,
  loopName,
  mp3Frame,
  mp3Name,
  pitches,
  type Shape,
  shapes,
} from '../../packages/mock/dist/media/pieces.js'
import { sampleRate, toneOf } from '../../packages/mock/dist/media/tone.js'

/**
 * Makes the small stored pieces that the mock's videos and sounds are put together from. Run by hand when the drawing changes: build
 * packages/mock, have ffmpeg (tried with 5.1) on the PATH, then `node tools/media/make-pieces.ts`.
 */
const folder = path.resolve(import.meta.dirname, '../../packages/mock/assets/media')
const sound = ['-f', 's16le', '-ar', String(sampleRate), '-ac', '1', '-i', '-']
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-media-'))
fs.rmSync(folder, { recursive: true, force: true })
fs.mkdirSync(folder, { recursive: true })

for (const shape of shapes) {
  for (const colour of colours) {
    for (const watermark of [false, true]) {
      const frames = framesOf(shape, colour, watermark)
      for (const codec of codecs) loop(frames, shape, codec, path.join(folder, loopName(shape, colour, watermark, codec)))
    }
  }
}
for (const waves of pitches) mp3Piece(waves)
aacPiece()
fs.rmSync(scratch, { recursive: true })
const files = fs.readdirSync(folder)
console.log(`${files.length} pieces, ${files.reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)} bytes`)

/** The frames of a loop as red, green, blue. */
function framesOf({ width, height }: Shape, { hue, pattern }: Colour, watermark: boolean): Buffer {
  return Buffer.concat(
    Array.from({ length: loopFrames }, (_, index) => {
      const { palette, pixels } = drawPicture({ width, height, hue, pattern, watermark, phase: index / loopFrames })
      const frame = Buffer.alloc(pixels.length * 3)
      for (const [at, colour] of pixels.entries()) frame.set(palette.subarray(3 * colour, 3 * colour + 3), 3 * at)
      return frame
    }),
  )
}

/** No frame may refer to a later one, so that a loop can end at any frame; nothing but the frames may be in it. */
function loop(frames: Buffer, { width, height }: Shape, codec: Codec, target: string): void {
  const coder: Record<Codec, string[]> = {
    h264: '-c:v libx264 -profile:v main -preset veryslow -crf 32 -bf 0 -sc_threshold 0 -bsf:v filter_units=remove_types=6'.split(' '),
    vp9: '-c:v libvpx-vp9 -b:v 0 -crf 54 -auto-alt-ref 0 -lag-in-frames 0 -deadline best'.split(' '),
  }
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(framesPerSecond), '-i', '-']
  const colour =
    '-vf scale=out_color_matrix=bt709:out_range=tv -pix_fmt yuv420p -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv'.split(' ')
  ffmpeg([...input, ...colour, ...coder[codec], '-g', String(loopFrames), '-threads', '1', target], frames)
}

/** One frame from the middle of a tone; without the bit reservoir it stands alone. */
function mp3Piece(waves: number): void {
  const whole = path.join(scratch, 'tone.mp3')
  ffmpeg([...sound, '-c:a', 'libmp3lame', '-b:a', '64k', '-reservoir', '0', '-write_xing', '0', '-id3v2_version', '0', whole], samples(waves, mp3Frame))
  const length = (64_000 / 8) * (mp3Frame / sampleRate)
  const frame = fs.readFileSync(whole).subarray(20 * length, 21 * length)
  if (frame[0] !== 0xff || frame[4] !== 0 || (frame[5]! & 0x80) !== 0) throw new Error('not a frame of MP3 that stands alone')
  fs.writeFileSync(path.join(folder, mp3Name(waves)), frame)
}

function aacPiece(): void {
  const whole = path.join(scratch, 'tone.aac')
  ffmpeg([...sound, '-c:a', 'aac', '-b:a', '48k', whole], samples(8, aacFrame))
  const stream = fs.readFileSync(whole)
  let at = 0
  // Each frame carries its own length.
  const lengthAt = (start: number) => ((stream[start + 3]! & 3) << 11) | (stream[start + 4]! << 3) | (stream[start + 5]! >> 5)
  for (let frame = 0; frame < 40; frame++) at += lengthAt(at)
  const one = path.join(scratch, 'one.aac')
  fs.writeFileSync(one, stream.subarray(at, at + lengthAt(at)))
  ffmpeg(['-i', one, '-c', 'copy', path.join(folder, aacName)])
}

function samples(waves: number, frame: number): Buffer {
  const period = Int16Array.from(toneOf(waves, frame), (value) => Math.round(value * 32767))
  return Buffer.concat(Array.from({ length: 100 }, () => Buffer.from(period.buffer)))
}

function ffmpeg(parameters: string[], input?: Buffer): void {
  const { status, stderr, error } = spawnSync(
    'ffmpeg',
    ['-loglevel', 'error', '-y', ...parameters.slice(0, -1), '-fflags', '+bitexact', '-flags', '+bitexact', parameters.at(-1)!],
    {
      ...(input ? { input } : {}),
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`ffmpeg: ${error?.message ?? stderr}`)
}
