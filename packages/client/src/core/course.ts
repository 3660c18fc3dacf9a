import type { Configuration } from './configuration.js'
import { Deadline } from './deadline.js'
import type { CallOptions } from './options.js'
import { retryOptions } from './retry-options.js'
import type { Course } from './send-signed.js'

/** The beginning of a call. */
export function courseOf({ clock, timeout, retry }: Configuration, options: CallOptions): Course {
  return {
    attempts: 0,
    waits: 0,
    renewed: false,
    sent: false,
    share: 1,
    deadline: new Deadline(clock, options.timeout ?? timeout, options.signal),
    retry: retryOptions(options.retry, retry),
    headers: options.headers,
  }
}
