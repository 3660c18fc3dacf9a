import { useSyncExternalStore } from 'react'

/** A value that components follow. */
export class Observable<Value> {
  #listeners = new Set<() => void>()

  constructor(private current: Value) {}

  get value(): Value {
    return this.current
  }

  set(value: Value): void {
    if (Object.is(value, this.current)) return
    this.current = value
    for (const listener of this.#listeners) listener()
  }

  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export function useObservable<Value>(observable: Observable<Value>): Value {
  return useSyncExternalStore(observable.listen, () => observable.value)
}
