import type { RetryOptions } from './options.js'

const defaults: Required<RetryOptions> = { limit: 3, baseDelay: 500, maxDelay: 15_000, attemptTimeout: 60_000 }

/** Fills in what a call, or a client, leaves open. */
export function retryOptions(given: RetryOptions | number | false | undefined, otherwise = defaults): Required<RetryOptions> {
  if (given === undefined) return otherwise
  return { ...otherwise, ...(typeof given === 'object' ? given : { limit: Number(given) }) }
}
