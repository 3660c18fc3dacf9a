import { backoff, retryAfter } from '../core/backoff.js'
import type { Configuration } from '../core/configuration.js'

/** Reading is not as urgent as calling: the pauses after failures begin four times as long. */
const patience = 2

/** Milliseconds until a task is read again whose reading failed: what the service asks for, else longer each time. */
export function pauseAfterFailure(configuration: Configuration, error: unknown, failures: number): number {
  return retryAfter(error, configuration.clock) ?? backoff(configuration, configuration.retry, patience + failures)
}
