/** What a file shall be like; the `MediaFile` of the simulator is one. */
export interface AskedFile {
  kind: 'video' | 'image' | 'audio'
  format: 'mp4' | 'png' | 'mp3' | 'wav'
  /** Chooses colours, pattern and pitch. */
  id?: string
  /** Length of a video or of a sound, 5 when left out. */
  seconds?: number
  /** Width to height, for example `16:9`, which a video has when it is left out; a picture is square then. */
  ratio?: string
  watermark?: boolean
}

/** The longest file, so that an address made by hand cannot ask for the whole memory. */
export const longest = 600

/** The widest and tallest shape: eight to one. */
const narrowest = 8

const formats: Record<AskedFile['kind'], readonly AskedFile['format'][]> = { video: ['mp4'], image: ['png'], audio: ['mp3', 'wav'] }

export function isKind(kind: string): kind is AskedFile['kind'] {
  return Object.hasOwn(formats, kind)
}

/** Whether things of this kind come in this format. */
export function comesAs(kind: AskedFile['kind'], format: string): format is AskedFile['format'] {
  return formats[kind].includes(format as AskedFile['format'])
}

/** Whether a file of that length can be made. */
export function isLength(seconds: number): boolean {
  return seconds > 0 && seconds <= longest
}

/** Width and height of a ratio, nothing for one that no file can have. */
export function sidesOf(ratio: string): [number, number] | undefined {
  const [, width, height] = /^(\d{1,3}):(\d{1,3})$/.exec(ratio)?.map(Number) ?? []
  if (!width || !height || Math.max(width / height, height / width) > narrowest) return undefined
  return [width, height]
}
