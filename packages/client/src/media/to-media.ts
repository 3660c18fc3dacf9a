import type { MediaRule } from '../generated/media-rules.gen.js'
import { toBase64 } from './base64.js'
import { checkLimits, checkSize } from './check-limits.js'
import { download } from './download/download.js'
import type { NetworkOptions } from './download/download-options.js'
import { KlingDownloadTooLargeError } from './download/kling-download-too-large-error.js'
import { KlingMediaError } from './kling-media-error.js'
import { type MediaFacts, mediaFacts } from './media-facts.js'
import { type MediaField, type MediaOperation, mediaRule } from './media-rule.js'
import { type MediaSource, webAddress } from './media-source.js'
import { mediaType } from './media-type.js'
import { readSource } from './read-source.js'

export interface ToMediaOptions extends NetworkOptions {
  /**
   * What becomes of an address on the web. `pass`: it is sent as it is, and Kling fetches and judges the file. `check`: the file is fetched here first and held against the limits. `embed`: it is fetched
   * here and sent as Base64. Default: `pass`, and `embed` where the field takes no addresses.
   */
  urls?: 'pass' | 'check' | 'embed'
  /** Puts a checked file somewhere Kling can fetch it from, and gives the address. Needed for files of one's own on fields that take addresses only, as all videos do; else files go as Base64. */
  upload?: (file: Blob, facts: MediaFacts) => string | URL | Promise<string | URL>
}

/**
 * Turns a file into what a field of a request takes: bare Base64 without `data:` prefix, or an address. Before that the file is held against the documented limits of that field: size, format (told by
 * its first bytes), sides, ratio, length, frame rate. Lengths and rates may be off by 0.1, as encoders round.
 *
 * @param operation operation id; or, for endpoints this version does not know, the limits themselves, without `field`
 * @param field place of the field in the body: `image`, `image_list[].image`, `contents[type=first_frame].url`
 * @returns the value of the field
 * @throws KlingMediaError with `limit`, `allowed` and `found`, when the file is not fit for the field or cannot be read; nothing is sent then
 * @throws KlingDownloadError and those below it, when an address is to be fetched here and cannot
 * @example
 * await kling.v1.videos.image2video.create({ model_name: 'kling-v3', image: await toMedia('createImage2Video', 'image', './fox.png') })
 * @example
 * const video_url = await toMedia('createVideoToAudio', 'video_url', file, { upload: async (blob) => bucket.put(blob) })
 */
export function toMedia<Operation extends MediaOperation>(
  operation: Operation,
  field: MediaField<Operation>,
  source: MediaSource,
  options?: ToMediaOptions,
): Promise<string>
export function toMedia(rule: MediaRule, source: MediaSource, options?: ToMediaOptions): Promise<string>
export async function toMedia(...given: any[]): Promise<string> {
  const { name, rule, source, options } = readArguments<ToMediaOptions>(given)
  const { forms } = rule
  const address = webAddress(source)
  const urls = options.urls ?? (forms.includes('url') ? 'pass' : 'embed')
  if (address && urls !== 'embed') {
    if (!forms.includes('url')) throw refusal(name, rule, 'url', 'it takes no addresses. Pass the file itself, or an address with urls: "embed".')
    if (urls === 'check') await readChecked(name, rule, source, options)
    return address
  }
  if (!options.upload && !forms.includes('base64')) {
    throw refusal(name, rule, 'base64', 'it takes addresses only. Put the file where Kling can fetch it and pass the address, or give `upload`, which does so.')
  }
  const { bytes, facts } = await readChecked(name, rule, source, options)
  if (!options.upload || !forms.includes('url')) return toBase64(bytes)
  const uploaded = webAddress(await options.upload(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType(facts.format) }), facts))
  if (!uploaded) throw new KlingMediaError(name, { limit: 'forms', allowed: forms }, '`upload` must give an address that begins with https:// or http://.')
  return uploaded
}

/**
 * Holds a file against the documented limits of a field, without making anything of it: before an upload, or in a form.
 *
 * @returns what the file is
 * @throws KlingMediaError as {@link toMedia} does
 * @throws KlingDownloadError when an address cannot be fetched; addresses are always fetched here
 * @example
 * const { seconds } = await checkMedia('createVideoToAudio', 'video_url', input.files[0])
 */
export function checkMedia<Operation extends MediaOperation>(
  operation: Operation,
  field: MediaField<Operation>,
  source: MediaSource,
  options?: NetworkOptions,
): Promise<MediaFacts>
export function checkMedia(rule: MediaRule, source: MediaSource, options?: NetworkOptions): Promise<MediaFacts>
export async function checkMedia(...given: any[]): Promise<MediaFacts> {
  const { name, rule, source, options } = readArguments<NetworkOptions>(given)
  return (await readChecked(name, rule, source, options)).facts
}

function readArguments<Options>(given: any[]): { name: string; rule: MediaRule; source: MediaSource; options: Options } {
  if (typeof given[0] !== 'string') return { name: 'media', rule: given[0], source: given[1], options: given[2] ?? {} }
  const [operation, field, source, options = {}] = given
  return { name: `${operation} ${field}`, rule: mediaRule(operation as MediaOperation, field), source, options }
}

async function readChecked(name: string, rule: MediaRule, source: MediaSource, options: NetworkOptions): Promise<{ bytes: Uint8Array; facts: MediaFacts }> {
  const address = webAddress(source)
  const bytes = address ? await fetched(name, rule, address, options) : await readSource(name, rule, source)
  const facts = mediaFacts(bytes)
  checkLimits(name, rule, facts)
  return { bytes, facts }
}

async function fetched(name: string, rule: MediaRule, address: string, options: NetworkOptions): Promise<Uint8Array> {
  const { max_bytes } = rule
  const { allowLoopback, allowHosts, fetch, signal, timeout } = options
  try {
    const blob = await download(address, { allowLoopback, allowHosts, fetch, signal, timeout, ...(max_bytes === undefined ? {} : { maxBytes: max_bytes }) })
    return new Uint8Array(await blob.arrayBuffer())
  } catch (error) {
    if (max_bytes !== undefined && KlingDownloadTooLargeError.is(error)) checkSize(name, rule, max_bytes + 1, 'more than ')
    throw error
  }
}

function refusal(name: string, { forms }: MediaRule, found: string, message: string): KlingMediaError {
  return new KlingMediaError(name, { limit: 'forms', allowed: forms, found }, message)
}
