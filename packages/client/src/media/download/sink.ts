/** What tells that a file is still the same one. */
export interface Identity {
  /** A strong ETag. */
  etag?: string
  lastModified?: string
  size?: number
}

/** Where the bytes of a download go. */
export interface Sink<Result> {
  /** Bytes that are in it. */
  length: number
  /** What they are of, when they come from an earlier run. */
  readonly identity: Identity | undefined
  /** Notes what the bytes are of, before the first one is written. */
  identify(identity: Identity): Promise<void>
  write(piece: Uint8Array): Promise<void>
  /** Throws away what is in it; false when that cannot be. */
  restart(): Promise<boolean>
  finish(type: string | undefined): Promise<Result>
  /** Ends it without a result. `keep`: a later run may go on from here. */
  abandon(reason: unknown, keep: boolean): Promise<void>
}
