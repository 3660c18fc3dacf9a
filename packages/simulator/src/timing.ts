import type { Operation } from '@klingkit/openapi/runtime'
import type { RandomSource } from './ports.js'

export type Speed = 'instant' | 'fast' | 'real'

/** Seconds a product typically takes, per second of result or altogether; measured where known (3.0 Turbo 28 s for 3 s, omni 83 s for 3 s, 2.5 Turbo 30 to 60 s for 5 s, voice 15 s). */
const typical: { of: (create: Operation) => boolean; base: number; perSecond: number }[] = [
  { of: ({ path }) => path.endsWith('kling-3.0-turbo'), base: 16, perSecond: 4 },
  { of: ({ path }) => path.includes('omni-video'), base: 60, perSecond: 8 },
  { of: ({ path }) => path.includes('custom-voices'), base: 15, perSecond: 0 },
  { of: ({ path }) => path.includes('elements'), base: 120, perSecond: 0 },
  { of: ({ path }) => path.includes('/images/') || path.includes('ai-multi-shot') || path.includes('try'), base: 20, perSecond: 0 },
  { of: ({ path }) => path.includes('/audio/'), base: 15, perSecond: 0.5 },
  { of: ({ path }) => path.includes('avatar') || path.includes('lip-sync'), base: 60, perSecond: 10 },
  { of: () => true, base: 40, perSecond: 5 },
]

/** How long a task waits and takes in all, in milliseconds. */
export function timesOf(create: Operation, resultSeconds: number, speed: Speed, factor: number, random: RandomSource): { queueTime: number; totalTime: number } {
  if (speed === 'instant') return { queueTime: 0, totalTime: 0 }
  if (speed === 'fast') return { queueTime: Math.round(500 / factor), totalTime: Math.round(2000 / factor) }
  const { base, perSecond } = typical.find((entry) => entry.of(create))!
  const total = (base + perSecond * resultSeconds) * (0.8 + 0.4 * random.next()) * 1000
  return { queueTime: Math.round((total * 0.1) / factor), totalTime: Math.round(total / factor) }
}
