import type { RequestEvent } from './request-log.js'

/** A request as any adapter (HTTP server, fetch, MSW) can give it. */
export interface PlainRequest {
  /** In upper case, for example `POST`. */
  method: string
  /** Path and query as they stand in the request line, for example `/v1/videos/text2video?pageNum=1`. */
  url: string
  /** Names in lower case. */
  headers: Record<string, string | undefined>
  /** The raw body, if there is one. */
  body?: string | undefined
  /** Why the adapter could not make a text of the body; the request is refused with these words once its credentials were judged. */
  unreadable?: string | undefined
}

/**
 * Headers as a plain request has them: names in lower case, also where the environment does not see to that. happy-dom keeps names as they were written.
 *
 * @example
 * plainHeaders(new Headers({ Authorization: 'Bearer any' }))   // { authorization: 'Bearer any' }
 */
export function plainHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]))
}

/** An answer as any adapter can send it. */
export interface PlainAnswer {
  /** HTTP status. */
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** JSON text. */
  body: string
  /** What the adapter should do to the connection instead of, or while, sending. */
  mischief?: Mischief
  /** What the log has of the request. */
  noted?: RequestEvent
}

/** Trouble that only the adapter can make. */
export interface Mischief {
  /** Milliseconds to wait before anything is sent. */
  delay?: number
  /** Close the connection without an answer. */
  reset?: true
  /** Send that many bytes of the body and close. */
  truncate?: number
  /** Send the body in pieces over that many milliseconds. */
  slow?: number
}
