import { KlingError } from './kling-error.js'

/** `never`; `backoff`: wait and send again; `re-sign`: make a new token, once; `recover-first`: reads may be sent again, of a create it must be looked up first whether it took effect. */
export type RetryClass = 'never' | 'backoff' | 're-sign' | 'recover-first'

/** What is known of a refusal. */
export interface Refusal {
  /** HTTP status; 200 is possible. */
  readonly status: number
  /** Kling's code, for example 1201; undefined where the answer had none. */
  readonly klingCode: number | undefined
  /** Kling's own words. */
  readonly serverMessage: string
  /** To be named to Kling's support; undefined where the answer had none. */
  readonly request_id: string | undefined
  /** Operation id, for example `createText2Video`; `request` for calls of `client.request`. */
  readonly operation: string
  readonly retry: RetryClass
  /** Headers of the answer, in lower case, without cookies. */
  readonly headers: Readonly<Record<string, string>>
  /** How often the call was sent; 0: it was refused before that. */
  readonly attempts: number
  /** The request as a command, without credential, and long values shortened; empty with a `createClient` that was not given `curl: curlLine`. */
  readonly curl: string
}

export interface KlingApiError extends Refusal {}

/** The service refused a call, or gave an answer that is none: a `code` other than 0, or an HTTP status of 400 and more. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned from the refusal
export class KlingApiError extends KlingError {
  static override readonly code: string = 'KLING_API'

  /** @param notes close the message */
  constructor(refusal: Refusal, ...notes: (string | false | undefined)[]) {
    const { serverMessage, status, klingCode, request_id } = refusal
    const facts = [`HTTP ${status}`, klingCode, request_id].filter(Boolean).join(', ')
    super([`${serverMessage} (${facts})`, ...notes].filter(Boolean).join(' '), refusal)
  }
}
