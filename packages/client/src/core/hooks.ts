/** Where the client tells what it does; the `console` is one. Never given a secret or a body. */
export interface Logger {
  /** Every exchange. */
  debug?(message: string, details: Record<string, unknown>): void
  info?(message: string, details: Record<string, unknown>): void
  /** Calls that are sent again, and what a validator only warns of. */
  warn?(message: string, details: Record<string, unknown>): void
  error?(message: string, details: Record<string, unknown>): void
}

/** One exchange before it is sent. */
export interface RequestEvent {
  /** Operation id; `request` for calls of `client.request`. */
  readonly operation: string
  readonly method: string
  readonly url: string
  /** May be added to. The credential is not among them; it is put in afterwards. */
  readonly headers: Headers
  /** The body as it will be sent. */
  readonly body: string | undefined
  /** 1 for the first time a call is sent. */
  readonly attempt: number
}

/** One answer, whether it is a success or a refusal. */
export interface ResponseEvent {
  readonly operation: string
  readonly method: string
  readonly url: string
  readonly attempt: number
  /** HTTP status. */
  readonly status: number
  readonly headers: Headers
  /** The body, read; undefined where it is no JSON. */
  readonly envelope: unknown
  /** Milliseconds from sending to the last byte. */
  readonly duration: number
}

export interface Hooks {
  /** Called before every exchange; what it throws ends the call. Its time is part of that of the attempt and of the call, and a signal ends it too: nothing is sent then. */
  onRequest?: (event: RequestEvent) => void | Promise<void>
  /** Called after every answer; what it throws ends the call. Its time counts as well; when it is over, a call that changes something has taken effect all the same. */
  onResponse?: (event: ResponseEvent) => void | Promise<void>
}
