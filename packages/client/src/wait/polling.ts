import type { Client } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import type { CallOptions } from '../core/options.js'
import type { Watcher } from './watched-task.js'

/** Reads the tasks that the waits of a client wait for. */
export interface Poller {
  /**
   * @param due when the task is to be read first
   * @returns ends the reading, also a request under way that nobody else needs
   */
  watch(operation: Operation, id: string, headers: CallOptions['headers'], due: number, watcher: Watcher): () => void
}

/** Makes the poller of a client: `sharedPolling()`. */
export type Polling = (client: Client) => Poller
