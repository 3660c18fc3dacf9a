import { createPoller } from './poller.js'
import type { Polling } from './polling.js'

/**
 * Makes the option `polling` of `createClient`: all waits of the client share their reads, many tasks per request. `createKling` has it without being told.
 *
 * Worth it where many tasks are waited for at once: at most a fifteenth of the requests of reading one by one.
 *
 * @example
 * const client = createClient({ polling: sharedPolling() })
 */
export function sharedPolling(): Polling {
  return createPoller
}
