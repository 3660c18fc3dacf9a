import type { MediaFormat } from './sniff-format.js'

const types: Partial<Record<MediaFormat, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  aac: 'audio/aac',
}

/** The media type of a format. */
export function mediaType(format: MediaFormat | undefined): string {
  return (format && types[format]) ?? 'application/octet-stream'
}
