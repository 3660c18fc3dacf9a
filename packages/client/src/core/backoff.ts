import type { Clock } from './clock.js'
import type { Configuration } from './configuration.js'
import type { RetryOptions } from './options.js'

/** The pause before sending again: longer each time, half of it random, so that many clients do not come back at once. */
export function backoff({ random }: Configuration, { baseDelay, maxDelay }: Required<RetryOptions>, before: number): number {
  return Math.min(maxDelay, baseDelay * 2 ** before) * (0.5 + random() / 2)
}

/** The pause the server asks for, in milliseconds: a number of seconds, or a date. */
export function retryAfter(headers: Record<string, string>, clock: Clock): number | undefined {
  const given = headers['retry-after']?.trim()
  if (!given) return undefined
  const milliseconds = /^\d+(\.\d+)?$/.test(given) ? Number(given) * 1000 : Date.parse(given) - clock.now()
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}
