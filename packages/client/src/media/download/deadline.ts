/** A timer that is set anew at every sign of life, and a signal that ends with it. */
export interface Deadline {
  signal: AbortSignal
  /** Which of the times was over, if one was. */
  readonly over: 'timeout' | 'idleTimeout' | undefined
  /** Something came: the idle time begins anew. */
  alive(): void
  /** Nothing is expected until the next sign of life. */
  hold(): void
  clear(): void
}

export function createDeadline(timeout: number, idleTimeout: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  let over: Deadline['over']
  const end = (which: NonNullable<Deadline['over']>) => () => {
    over ??= which
    controller.abort()
  }
  const total = setTimeout(end('timeout'), Math.min(timeout, 2 ** 31 - 1))
  const wait = () => setTimeout(end('idleTimeout'), Math.min(idleTimeout, 2 ** 31 - 1))
  let idle = wait()
  return {
    signal: caller ? AbortSignal.any([caller, controller.signal]) : controller.signal,
    get over() {
      return over
    },
    alive() {
      clearTimeout(idle)
      idle = wait()
    },
    hold: () => clearTimeout(idle),
    clear() {
      clearTimeout(total)
      clearTimeout(idle)
    },
  }
}
