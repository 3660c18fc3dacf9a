import type { Clock } from '../../src/index.ts'

/** A clock whose time passes only when nothing else is left to do, and then at once: pauses take no time, and their lengths can be read. */
export function virtualClock(start = Date.UTC(2026, 10, 20)): Clock & { readonly elapsed: number } {
  let now = start
  let stepping = false
  const waiting = new Set<{ time: number; run: () => void }>()
  const step = async () => {
    stepping = true
    while (waiting.size > 0) {
      // Long enough for answers that are there to be read, and for tokens to be signed, which other threads do.
      for (let round = 0; round < 5; round++) {
        await new Promise((resolve) => setImmediate(resolve))
        await crypto.subtle.digest('SHA-256', new Uint8Array(1))
      }
      const [next] = [...waiting].sort((a, b) => a.time - b.time)
      if (!next) break
      waiting.delete(next)
      now = Math.max(now, next.time)
      next.run()
    }
    stepping = false
  }
  return {
    now: () => now,
    at(time, run) {
      const entry = { time, run }
      waiting.add(entry)
      if (!stepping) void step()
      return () => void waiting.delete(entry)
    },
    get elapsed() {
      return now - start
    },
  }
}
