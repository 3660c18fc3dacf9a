import { BoundedMap } from './bounded-map.js'

/**
 * Remembers which calls were taken, so that a repeated one is not handled twice. One over a shared database (for example `SET key 1 NX EX 86400` of Redis) makes that true for several processes.
 */
export interface CallbackStore {
  /** Takes a call; false when somebody has it already. Must be atomic. */
  claim(key: string): boolean | Promise<boolean>
  /** Gives it back after a failure, so that its repetition is handled. */
  release(key: string): void | Promise<void>
}

/**
 * A store in memory that forgets the oldest of more than `capacity` calls.
 *
 * @param capacity how many calls are remembered. Default: 10,000
 * @throws RangeError when it is no whole number above 0
 */
export function memoryStore(capacity = 10_000): CallbackStore {
  const taken = new BoundedMap<true>(capacity)
  return {
    claim(key) {
      if (taken.get(key)) return false
      taken.set(key, true)
      return true
    },
    release: (key) => taken.delete(key),
  }
}
