import type { KlingApiError } from '../errors/kling-api-error.js'
import type { Clock } from './clock.js'
import type { Configuration } from './configuration.js'
import type { RetryOptions } from './options.js'

/** The pause before sending again: longer each time, half of it random, so that many clients do not come back at once. */
export function backoff({ random }: Configuration, { baseDelay, maxDelay }: Required<RetryOptions>, before: number): number {
  return Math.min(maxDelay, baseDelay * 2 ** before) * (0.5 + random() / 2)
}

/** The pause the server asks for in its refusal, in milliseconds: a number of seconds, or a date. A moment gone by (clocks differ) asks for none in particular, not to come back at once. */
export function retryAfter(error: unknown, clock: Clock): number | undefined {
  const given = (error as Partial<KlingApiError> | undefined)?.headers?.['retry-after']?.trim()
  const milliseconds = given ? Number(given) * 1000 || Date.parse(given) - clock.now() : 0
  return milliseconds > 0 ? milliseconds : undefined
}
