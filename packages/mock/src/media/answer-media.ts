import { createHash } from 'node:crypto'
import { readAddress } from './address.js'
import { rangeOf } from './byte-range.js'
import { type MadeFile, makeFile } from './make-file.js'
import { lengthOf, type Parts, sliceOf } from './parts.js'

/** An answer for whatever server: write the parts of the body one after the other. */
export interface MediaAnswer {
  status: 200 | 206 | 404 | 405 | 416
  headers: Record<string, string>
  body: Parts
}

/** Answers a request for media, `path` with its query. For HEAD the headers are those of GET, and the body is empty. */
export function answerMedia(path: string, rangeHeader?: string, method = 'GET'): MediaAnswer {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'media can only be read', { allow: 'GET, HEAD' })
  const asked = readAddress(path)
  if (!asked)
    return refusal(404, 'the mock makes no such file: /__kling/media/video|image|audio/<id>.mp4|png|mp3|wav?s=<seconds, up to 600>&r=<width:height>&w=1')
  const file = makeFile(asked)
  const answer = answerFile(file, method === 'GET' ? rangeHeader : undefined)
  return method === 'GET' ? answer : { ...answer, body: [] }
}

function answerFile({ contentType, parts }: MadeFile, rangeHeader: string | undefined): MediaAnswer {
  const length = lengthOf(parts)
  const range = rangeOf(rangeHeader, length)
  if (range === 'unsatisfiable') return refusal(416, `the file has ${length} bytes`, { 'content-range': `bytes */${length}` })
  const headers = { ...common, 'content-type': contentType, 'accept-ranges': 'bytes', etag: tagOf(parts, length), 'cache-control': 'public, max-age=3600' }
  if (!range) return { status: 200, headers: { ...headers, 'content-length': String(length) }, body: parts }
  const { start, end } = range
  return {
    status: 206,
    headers: { ...headers, 'content-length': String(end - start), 'content-range': `bytes ${start}-${end - 1}/${length}` },
    body: sliceOf(parts, start, end),
  }
}

/** Pages of other origins may show and read media, as they may those of the real service. */
const common = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'accept-ranges, content-length, content-range, etag',
  'cross-origin-resource-policy': 'cross-origin',
}

/** Told by the length and the beginning: tables of an MP4, header of a WAV, a frame of an MP3, all of a PNG. */
function tagOf(parts: Parts, length: number): string {
  const hash = createHash('sha256').update(String(length))
  for (const part of parts.slice(0, 3)) hash.update(part)
  return `"${hash.digest('base64url').slice(0, 22)}"`
}

function refusal(status: 404 | 405 | 416, reason: string, headers: Record<string, string> = {}): MediaAnswer {
  const body = new TextEncoder().encode(`${reason}\n`)
  return {
    status,
    headers: { ...common, ...headers, 'content-type': 'text/plain; charset=utf-8', 'content-length': String(body.length), 'cache-control': 'no-store' },
    body: [body],
  }
}
