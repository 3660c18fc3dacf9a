import { KlingError } from './kling-error.js'

/** Circumstances of an exchange that did not come to an end. */
export interface LostExchange {
  /** Operation id. */
  readonly operation: string
  /** How often the call was sent. */
  readonly attempts: number
  /** The request as a command, without credential; empty with a `createClient` that was not given `curl: curlLine`. */
  readonly curl: string
}

export interface KlingConnectionError extends LostExchange {}

/** The exchange did not come to an end: no connection, or it was lost. `cause` is what `fetch` threw, as it is: where that is a `fetch` of your own that puts the token into its error, it is there. The message never holds it. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned from the facts
export class KlingConnectionError extends KlingError<LostExchange> {
  static override readonly code: string = 'KLING_CONNECTION'
}
