import { hashOf } from './hash.js'
import { joined, type Parts, repeated, sliceOf } from './parts.js'
import { mp3Frame, mp3Name, piece, pitches } from './pieces.js'
import { sampleRate, toneOf } from './tone.js'

/** As many stored frames as come nearest to the length, 24 ms each. */
export function mp3Of(id: string, seconds: number): Parts {
  const frames = Math.max(1, Math.round((seconds * sampleRate) / mp3Frame))
  const frame = piece(mp3Name(pitchOf(id)))
  return inSteps(repeated(frame, 40), frames * frame.length)
}

/** The same tone as samples of 16 bits, of exactly that length, faded in and out. */
export function wavOf(id: string, seconds: number): Parts {
  const samples = Math.max(1, Math.round(seconds * sampleRate))
  const period = Buffer.alloc(mp3Frame * 2)
  for (const [index, value] of toneOf(pitchOf(id), mp3Frame).entries()) period.writeInt16LE(Math.round(value * 32_767), index * 2)
  const tone = inSteps(repeated(period, 40), samples * 2)
  const edge = Math.min(sampleRate / 20, Math.floor(samples / 2)) * 2
  const start = joined(sliceOf(tone, 0, edge))
  const end = joined(sliceOf(tone, samples * 2 - edge, samples * 2))
  return [waveHeader(samples), faded(start, (index) => index), ...sliceOf(tone, edge, samples * 2 - edge), faded(end, (index) => edge / 2 - 1 - index)]
}

const pitchOf = (id: string) => pitches[hashOf(id) % pitches.length]!

/** These bytes over and over, up to a length. */
function inSteps(bytes: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(length / bytes.length) }, (_, index) => bytes.subarray(0, Math.min(bytes.length, length - index * bytes.length)))
}

/** A copy whose samples are the quieter the nearer they are to the end that `distance` measures from. */
function faded(bytes: Uint8Array, distance: (index: number) => number): Uint8Array {
  const copy = Buffer.from(bytes)
  const samples = copy.length / 2
  for (let index = 0; index < samples; index++) copy.writeInt16LE(Math.round((copy.readInt16LE(index * 2) * distance(index)) / samples), index * 2)
  return copy
}

/** RIFF header of PCM, one channel, 16 bits. */
function waveHeader(samples: number): Uint8Array {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + samples * 2, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(samples * 2, 40)
  return header
}
