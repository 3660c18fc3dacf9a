import { KlingError } from '../../errors/kling-error.js'
import type { DownloadOptions } from './download-options.js'

/** Anything a task made that has a file: a video, picture, sound or voice of either standard. */
export interface MadeThing {
  url?: string | null
  watermark_url?: string | null
  url_mp3?: string | null
  url_wav?: string | null
  mp3_url?: string | null
  wav_url?: string | null
  trial_url?: string | null
}

/** The address to fetch: of a made thing the file that was asked for. */
export function addressOf(source: string | URL | MadeThing, { watermark = false, format = 'mp3' }: Pick<DownloadOptions, 'watermark' | 'format'>): URL {
  if (source instanceof URL) return source
  const address = typeof source === 'string' ? source : fileOf(source, watermark, format)
  if (URL.canParse(address)) return new URL(address)
  // Not shown: it may be the rest of a signed address.
  throw new KlingError('This is no address to download from; it must begin with https://.')
}

function fileOf(thing: MadeThing, watermark: boolean, format: 'mp3' | 'wav'): string {
  if (watermark) {
    if (thing.watermark_url) return thing.watermark_url
    throw new KlingError('This result has no watermarked copy; it is made only when the task is created with watermark_info: { enabled: true }.')
  }
  const sound = format === 'mp3' ? (thing.url_mp3 ?? thing.mp3_url) : (thing.url_wav ?? thing.wav_url)
  const address = sound || thing.url || thing.trial_url
  if (address) return address
  throw new KlingError(
    'This has no address of a file. Pass what a finished task made, for example task_result.videos[0] or outputs[0], or one of its addresses.',
  )
}
