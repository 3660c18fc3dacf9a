/** What a file that a task made is like; the adapter makes an address of it. */
export interface MediaFile {
  /** What it is. */
  kind: 'video' | 'image' | 'audio'
  /** Id of the thing, part of the address. */
  id: string
  /** Its ending. */
  format: 'mp4' | 'png' | 'mp3' | 'wav'
  /** Length of a video or sound, in seconds. */
  seconds?: number
  /** Width to height, for example `16:9`. */
  ratio?: string
  /** Whether it is the copy with the watermark. */
  watermark?: boolean
}

/** Makes the address of a file that a task made. */
export type MediaAddress = (file: MediaFile) => string

/** Addresses nobody serves, in the form the documented examples have. */
export const exampleAddress: MediaAddress = ({ id, format, watermark }) => `https://cdn.example.com/out/${id}${watermark ? '-watermark' : ''}.${format}`

/** Subtitles and the like: nobody makes files of them. */
export function textFileAddress(id: string, format: string): string {
  return `https://cdn.example.com/out/${id}.${format}`
}
