import { configurationOf } from '../core/client.js'
import { mayPass } from '../core/may-pass.js'
import type { CallOptions } from '../core/options.js'
import { pause } from '../core/pause.js'
import type { KlingApiError } from '../errors/kling-api-error.js'
import { pauseAfterFailure } from './pause-after-failure.js'
import type { Polling } from './polling.js'
import { readTasks } from './read-tasks.js'
import { spread } from './spread.js'

/** Milliseconds between two reads, at least, whatever interval was asked for. */
const beat = 250

/** Reads every task by itself, once per interval: the short way, for apps that wait for few tasks at a time. */
export const pollingAlone: Polling = (client) => {
  const configuration = client[configurationOf]()
  const { clock, logger } = configuration
  return {
    watch({ reads }, id, headers, due, watcher) {
      const controller = new AbortController()
      const { signal } = controller
      const options: CallOptions = { retry: false, signal, headers: headers! }
      const { get } = reads!
      const read = async () => {
        for (let wait = due - clock.now(), failures = 0; ; ) {
          await pause(clock, wait, signal)
          try {
            await readTasks(client, get, [{ id }], options, (_, ...seen) => watcher.take(...seen))
            failures = 0
            wait = Math.max(beat, spread(configuration, watcher.interval))
          } catch (error) {
            // Nobody waits any more.
            signal.throwIfAborted()
            const goesOn = mayPass(error) || (error as KlingApiError | undefined)?.retry === 'backoff'
            wait = pauseAfterFailure(configuration, error, failures++)
            if (goesOn) logger?.warn?.(`${(error as Error | undefined)?.message}: waiting goes on`, { operation: get.id })
            watcher.fail(error, goesOn)
          }
        }
      }
      read().catch(() => {})
      return () => controller.abort()
    },
  }
}
