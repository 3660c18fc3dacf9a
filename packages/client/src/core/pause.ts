import type { Clock } from './clock.js'

type Listeners = Set<() => void> & EventListenerObject
const listeners = /* @__PURE__ */ new WeakMap<AbortSignal, Listeners>()

/** Listens once per signal, however many wait with it: Node 20 warns of a leak where there are more than ten. Gives what ends it. */
function onAbort(signal: AbortSignal, run: () => void): () => void {
  const all = listeners.get(signal) ?? Object.assign(new Set<() => void>(), { handleEvent: () => all.forEach((one: () => void) => one()) })
  if (!all.size) signal.addEventListener('abort', all)
  listeners.set(signal, all.add(run) as Listeners)
  return () => {
    if (all.delete(run) && !all.size) signal.removeEventListener('abort', all)
  }
}

/**
 * Rings after some time, or at once with its reason when the signal is aborted; whichever comes first, once.
 *
 * @param milliseconds `Infinity`: only the signal counts
 * @returns calls it off
 */
export function alarm(clock: Clock, milliseconds: number, signal: AbortSignal | undefined, ring: () => void, aborted: (reason: unknown) => void): () => void {
  const stop = () => {
    leave?.()
    cancel?.()
  }
  const abort = () => {
    stop()
    aborted(signal!.reason)
  }
  const leave = signal && onAbort(signal, abort)
  const cancel =
    milliseconds < Number.POSITIVE_INFINITY
      ? clock.at(clock.now() + milliseconds, () => {
          leave?.()
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
