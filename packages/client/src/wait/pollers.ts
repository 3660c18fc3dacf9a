import { type Client, configurationOf } from '../core/client.js'
import type { Configuration } from '../core/configuration.js'
import { createPoller, type Poller } from './poller.js'

const pollers = /* @__PURE__ */ new WeakMap<Configuration, Poller>()

/** The poller that all waits of a client share. */
export function pollerOf(client: Client): Poller {
  const configuration = client[configurationOf]()
  const poller = pollers.get(configuration) ?? createPoller(client)
  pollers.set(configuration, poller)
  return poller
}
