import { type CallbackStore, memoryStore } from './callback-store.js'

/**
 * Runs a delivery unless its key was taken before. A repetition that comes while the first is still running waits for it and shares its end: were it answered at once, a failure of the first would never
 * be made good.
 */
export function deliverOnce(store: CallbackStore = memoryStore()): (key: string, deliver: () => Promise<void>) => Promise<boolean> {
  const running = new Map<string, Promise<boolean>>()

  async function claimAndDeliver(key: string, deliver: () => Promise<void>): Promise<boolean> {
    if (!(await store.claim(key))) return false
    try {
      await deliver()
      return true
    } catch (error) {
      await store.release(key)
      throw error
    }
  }

  return async (key, deliver) => {
    const first = running.get(key)
    if (first) {
      await first
      return false
    }
    const own = claimAndDeliver(key, deliver)
    running.set(key, own)
    try {
      return await own
    } finally {
      running.delete(key)
    }
  }
}
