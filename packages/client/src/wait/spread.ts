import type { Configuration } from '../core/configuration.js'

/** Milliseconds until the next read: up to a tenth less than the interval, so that many clients that began together do not stay together. */
export function spread({ random }: Configuration, interval: number): number {
  return interval * (0.9 + random() / 10)
}
