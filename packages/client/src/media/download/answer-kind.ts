import type { Identity } from './sink.js'

/** What an answer says of the file: who it is, and which part of it comes. */
export interface AnswerFacts extends Identity {
  /** First byte of a partial answer. */
  start?: number
}

/** Reads size and identity from the headers. A compressed answer says nothing of the size of the file. */
export function answerFacts({ status, headers }: Response): AnswerFacts {
  const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/i.exec(headers.get('content-range') ?? '') ?? []
  const isPlain = ['', 'identity'].includes(headers.get('content-encoding')?.toLowerCase() ?? '')
  const length = status === 206 || status === 416 ? total : isPlain ? headers.get('content-length') : undefined
  const etag = headers.get('etag')
  const lastModified = headers.get('last-modified')
  return {
    // Of a weak tag bytes may differ.
    ...(etag && isPlain && !/^W\//i.test(etag) ? { etag } : {}),
    ...(lastModified && isPlain ? { lastModified } : {}),
    ...(length && /^\d+$/.test(length) ? { size: Number(length) } : {}),
    ...(start === undefined ? {} : { start: Number(start) }),
  }
}

/** Whether a partial answer goes on with the very file that is there already. */
export function goesOn(known: Identity, offset: number, { start, etag, lastModified, size }: AnswerFacts): boolean {
  return (
    start === offset &&
    (known.size === undefined || size === undefined || known.size === size) &&
    (known.etag === undefined || etag === undefined || known.etag === etag) &&
    (known.lastModified === undefined || lastModified === undefined || known.lastModified === lastModified)
  )
}
