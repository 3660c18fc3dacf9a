import { lettersAt } from './view.js'

/** Formats that are told apart, by the names the API's pages use. */
export type MediaFormat =
  | 'jpg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'mp4'
  | 'mov'
  | 'm4a'
  | 'mp3'
  | 'wav'
  | 'aac'
  | 'bmp'
  | 'tiff'
  | 'heic'
  | 'avif'
  | 'webm'
  | 'ogg'
  | 'flac'
  | 'avi'

/** What a file is, from its first bytes; its name and its declared type are not believed. */
export function sniffFormat(bytes: Uint8Array): MediaFormat | undefined {
  for (const [format, at, letters] of signatures) if (lettersAt(bytes, at, letters.length) === letters) return format
  if (lettersAt(bytes, 0, 4) === 'RIFF') return riffs[lettersAt(bytes, 8, 4)]
  if (lettersAt(bytes, 4, 4) === 'ftyp') return brands[lettersAt(bytes, 8, 4)] ?? 'mp4'
  // QuickTime files from before there were brands.
  if (['moov', 'mdat', 'wide', 'free', 'skip'].includes(lettersAt(bytes, 4, 4))) return 'mov'
  // The sync word of ADTS has the layer 0, that of MPEG audio another one.
  if (bytes[0] === 0xff && (bytes[1]! & 0xf6) === 0xf0) return 'aac'
  if (bytes[0] === 0xff && (bytes[1]! & 0xe0) === 0xe0 && (bytes[1]! & 0x06) === 0x02) return 'mp3'
  return undefined
}

const signatures: [MediaFormat, number, string][] = [
  ['jpg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF8'],
  ['mp3', 0, 'ID3'],
  ['bmp', 0, 'BM'],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['webm', 0, '\x1aE\xdf\xa3'],
  ['ogg', 0, 'OggS'],
  ['flac', 0, 'fLaC'],
]

const riffs: Record<string, MediaFormat> = { WAVE: 'wav', WEBP: 'webp', 'AVI ': 'avi' }

const brands: Record<string, MediaFormat> = { 'qt  ': 'mov', 'M4A ': 'm4a', 'M4B ': 'm4a', heic: 'heic', heix: 'heic', mif1: 'heic', avif: 'avif' }
