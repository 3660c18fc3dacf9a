import { durations, type OperationId } from '@klingkit/openapi/runtime'
import type { RandomSource } from './ports.js'

/** How long tasks take: no time, 2 s, or what the product typically takes. */
export type Speed = 'instant' | 'fast' | 'real'

export interface TaskTimes {
  /** Milliseconds until it runs, and until it ends. */
  queueTime: number
  totalTime: number
}

const fast: TaskTimes = { queueTime: 500, totalTime: 2000 }
/** Part of the real time that a task waits. */
const waiting = 0.1
/** Real times vary that much to either side. */
const spread = 0.2

/** How long a task waits and takes in all. Real times are the typical ones of the product. */
export function timesOf(operation: OperationId, resultSeconds: number, speed: Speed, factor: number, random: RandomSource): TaskTimes {
  if (speed === 'instant') return { queueTime: 0, totalTime: 0 }
  if (speed === 'fast') return { queueTime: Math.round(fast.queueTime / factor), totalTime: Math.round(fast.totalTime / factor) }
  const total = typicalSeconds(operation, resultSeconds) * (1 - spread + 2 * spread * random.next()) * 1000
  return { queueTime: Math.round((total * waiting) / factor), totalTime: Math.round(total / factor) }
}

/** Seconds from acceptance to the end, as far as it was seen. */
export function typicalSeconds(operation: OperationId, resultSeconds: number): number {
  const row = durations.find(({ operations }) => !operations || operations.includes(operation))
  return row ? row.base + (row.perSecond ?? 0) * resultSeconds : 60
}
