import type { MediaFormat } from './sniff-format.js'
import { lettersAt, viewOf } from './view.js'

/** Seconds of a sound, counted from its frames; nothing where they cannot be followed. */
export function soundLength(bytes: Uint8Array, format: MediaFormat): number | undefined {
  if (format === 'wav') return wavLength(bytes)
  if (format === 'mp3') return framesLength(bytes, afterTag(bytes), mpegFrame)
  if (format === 'aac') return framesLength(bytes, afterTag(bytes), adtsFrame)
  return undefined
}

function wavLength(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes)
  let bytesPerSecond = 0
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const name = lettersAt(bytes, at, 4)
    if (name === 'fmt ') bytesPerSecond = view.getUint32(at + 16, true)
    // Writers of streams leave the size open; the file tells then.
    if (name === 'data') return bytesPerSecond ? Math.min(size, bytes.length - at - 8) / bytesPerSecond : undefined
    at += 8 + size + (size % 2)
  }
  return undefined
}

/** Behind an ID3 tag, whose size is written with seven bits per byte. */
function afterTag(bytes: Uint8Array): number {
  if (lettersAt(bytes, 0, 3) !== 'ID3') return 0
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10)
  return 10 + (a << 21) + (b << 14) + (c << 7) + d
}

interface Frame {
  size: number
  seconds: number
}

function framesLength(bytes: Uint8Array, start: number, frameAt: (view: DataView, at: number) => Frame | undefined): number | undefined {
  const view = viewOf(bytes)
  let seconds = 0
  for (let at = start; at + 10 <= bytes.length; ) {
    const frame = frameAt(view, at)
    if (!frame) break
    if (!isTable(bytes, at, frame.size)) seconds += frame.seconds
    at += frame.size
  }
  return seconds > 0 ? seconds : undefined
}

/** The first frame of an MP3 may be silent and hold a table for seeking. */
function isTable(bytes: Uint8Array, at: number, size: number): boolean {
  return /Xing|Info|VBRI/.test(lettersAt(bytes, at, Math.min(size, 60)))
}

// ISO 11172-3 and 13818-3: kbit/s by version and layer, samples per second by version.
const bitRates = {
  v1: {
    1: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  },
  v2: {
    1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    3: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  },
} as const
const sampleRates = [44100, 48000, 32000]

function mpegFrame(view: DataView, at: number): Frame | undefined {
  const head = view.getUint32(at)
  const version = (head >>> 19) & 3
  const layer = (4 - ((head >>> 17) & 3)) as 1 | 2 | 3 | 4
  const rate = (head >>> 12) & 15
  const sampleRate = sampleRates[(head >>> 10) & 3]
  if (head >>> 21 !== 0x7ff || version === 1 || layer === 4 || rate === 0 || rate === 15 || !sampleRate) return undefined
  const isFirst = version === 3
  const samplesPerSecond = sampleRate / (isFirst ? 1 : version === 2 ? 2 : 4)
  const samples = layer === 1 ? 384 : layer === 3 && !isFirst ? 576 : 1152
  const bits = bitRates[isFirst ? 'v1' : 'v2'][layer][rate - 1]! * 1000
  const padding = (head >>> 9) & 1
  const size = layer === 1 ? (Math.floor((12 * bits) / samplesPerSecond) + padding) * 4 : Math.floor(((samples / 8) * bits) / samplesPerSecond) + padding
  return { size, seconds: samples / samplesPerSecond }
}

const adtsRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]

function adtsFrame(view: DataView, at: number): Frame | undefined {
  const rate = adtsRates[(view.getUint8(at + 2) >>> 2) & 15]
  const size = (view.getUint32(at + 3) >>> 13) & 0x1fff
  if ((view.getUint16(at) & 0xfff6) !== 0xfff0 || !rate || size < 7) return undefined
  return { size, seconds: (((view.getUint8(at + 6) & 3) + 1) * 1024) / rate }
}
