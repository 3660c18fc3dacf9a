/** Time as the client sees it: for pauses, time limits and the age of tokens. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /**
   * Runs something at a moment.
   *
   * @returns a function that calls it off
   */
  at(time: number, run: () => void): () => void
}

/** The longest a timer of the platform can take, about 25 days; given more, it would ring at once. */
const longest = 2 ** 31 - 1

/** The clock of the platform. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, run) {
    let timer: ReturnType<typeof setTimeout>
    const arm = () => {
      const left = time - Date.now()
      timer = setTimeout(left > longest ? arm : run, Math.max(0, Math.min(longest, left)))
    }
    arm()
    return () => clearTimeout(timer)
  },
}
