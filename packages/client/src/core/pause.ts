import type { Clock } from './clock.js'

/** Who waits with a signal. It is listened to once, however many they are: Node 20 warns of a leak where there are more than ten. */
type Waiting = Set<() => void> & EventListenerObject
const waiting = /* @__PURE__ */ new WeakMap<AbortSignal, Waiting>()

/**
 * Rings after some time, or at once with its reason when the signal is aborted; whichever comes first, once.
 *
 * @param milliseconds `Infinity`: only the signal counts
 * @returns calls it off
 */
export function alarm(clock: Clock, milliseconds: number, signal: AbortSignal | undefined, ring: () => void, aborted: (reason: unknown) => void): () => void {
  const all =
    waiting.get(signal!) ??
    Object.assign(new Set<() => void>(), {
      handleEvent() {
        for (const one of all) one()
      },
    })
  const leave = () => {
    if (all.delete(abort) && !all.size) signal?.removeEventListener('abort', all)
  }
  const stop = () => {
    leave()
    cancel?.()
  }
  const abort = () => {
    stop()
    aborted(signal!.reason)
  }
  all.add(abort)
  // Where it listens already, that adds nothing.
  if (signal) {
    waiting.set(signal, all)
    signal.addEventListener('abort', all)
  }
  const cancel =
    milliseconds !== Number.POSITIVE_INFINITY
      ? clock.at(clock.now() + milliseconds, () => {
          leave()
          ring()
        })
      : undefined
  return stop
}

/** Waits. Rejects at once, with the reason of the signal, when it is aborted. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    alarm(clock, milliseconds, signal, resolve, reject)
  })
}
