import { marker } from './marker.js'

/**
 * The root of all errors of this package. Thrown itself only where the client is used wrongly, and by a create that was aborted while there was no task.
 *
 * `code` is stable and tells the class; `KlingRateLimitError.is(error)` is true also for an error of another copy of this package, where `instanceof` is not.
 */
export class KlingError<Facts extends object = object> extends Error {
  /** The stable code of the class. */
  static readonly code: string = 'KLING'
  /** Stable, for example `KLING_RATE_LIMIT`. */
  declare readonly code: string
  /** @internal The codes of the class and of those above it. */
  declare readonly [marker]: readonly string[]

  /** @param facts become members; the message begins with their `operation` */
  constructor(message: string, facts?: Facts, options?: ErrorOptions) {
    const { operation } = (facts ?? {}) as { operation?: string }
    super(operation ? `${operation}: ${message}` : message, options)
    const codes: string[] = []
    for (let own = new.target; own.code; own = Object.getPrototypeOf(own)) codes.push(own.code)
    // KLING_RATE_LIMIT is a KlingRateLimitError; a class of a user's own that extends one has its code twice.
    const name = codes[0]!.replace(/_?(.)([^_]*)/g, (_, first: string, others: string) => first + others.toLowerCase())
    Object.defineProperties(this, { [marker]: { value: codes }, name: { value: `${name}Error`, configurable: true, writable: true } })
    Object.assign(this, { code: codes[0] }, facts)
  }

  /** Whether an error is of this class or of one below it, whatever copy of this package made it. */
  static is<Class extends { readonly code: string }>(
    this: Class,
    error: unknown,
  ): error is Class extends abstract new (...given: any) => infer Instance ? Instance : never {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, not this one
    return !!(error as KlingError | undefined)?.[marker]?.includes(this.code)
  }
}
