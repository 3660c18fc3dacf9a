/** What a client proves with who it is. Make one with `apiKey` or `accessKey`. It never shows its secrets, however it is printed. */
export interface Credential {
  /** `api-key` is good for every operation; `access-key` for those of the legacy standard and the account only. */
  readonly kind: 'api-key' | 'access-key'

  /**
   * The token for an `Authorization: Bearer` header.
   *
   * @param context `now`: the client's clock, in milliseconds since 1970
   */
  bearer(context: { now: number }): string | Promise<string>

  /** Why it is of no use for a standard, with the way out; undefined where it is. Such a call is refused before it is sent. */
  refuses?(standard: 'legacy' | 'new' | 'account'): string | undefined

  /**
   * Makes the next token a fresh one, signed by the service's clock; for the time after it answered 1003 (not valid yet) or 1004 (expired).
   *
   * @param serverDate the `Date` header of that answer, in milliseconds since 1970; without it the clock is taken to be right
   * @param now the client's clock when that answer came, in milliseconds; default: when the last token was asked for
   */
  renew?(serverDate: number | undefined, now?: number): void
}
