import type { Configuration } from './configuration.js'
import type { CallOptions, RetryOptions } from './options.js'
import { pause } from './pause.js'
import { retryOptions } from './retry-options.js'

/** What is remembered over all exchanges of a call. */
export interface Course {
  /** How often it was sent. */
  attempts: number
  /** How often it was put off by 1302 and 1303. */
  waits: number
  /** Whether a new token was made already. */
  renewed: boolean
  /** Whether the last exchange reached the network and was not refused, so that it may have taken effect. */
  sent: boolean
  /** When the call was first sent, in milliseconds since 1970. */
  sentAt?: number
  /** The part of the time left that one exchange may take; the rest is for finding out how it ended. */
  share: number
  /** When its time is over, in milliseconds since 1970. */
  end: number
  readonly retry: Required<RetryOptions>
  readonly headers: CallOptions['headers']
  readonly signal: AbortSignal | undefined
  /** Milliseconds until its time is over. */
  left(): number
  /** Waits. Rejects at once, with the reason of the signal, when the caller aborts. */
  pause(milliseconds: number): Promise<void>
}

/** The beginning of a call. */
export function courseOf({ clock, timeout, retry }: Configuration, options: CallOptions): Course {
  const { signal, headers } = options
  const course: Course = {
    attempts: 0,
    waits: 0,
    renewed: false,
    sent: false,
    share: 1,
    end: clock.now() + (options.timeout ?? timeout),
    retry: retryOptions(options.retry, retry),
    headers,
    signal,
    left: () => course.end - clock.now(),
    pause: (milliseconds) => pause(clock, milliseconds, signal),
  }
  return course
}
