import type { CallbackFeed } from '../callbacks/callback-feed.js'
import type { Line } from '../create/line.js'
import type { Credential } from '../credentials/credential.js'
import type { Clock } from './clock.js'
import type { Gateway } from './gateway.js'
import type { Hooks, Logger } from './hooks.js'
import type { Fetch, RetryOptions } from './options.js'
import type { Validation } from './validate.js'

/** What a client was configured with, defaults filled in. */
export interface Configuration extends Hooks {
  readonly baseUrl: string
  /** Host and port of it. */
  readonly host: string
  /** `official`, or that of the gateway. */
  readonly gatewayId: string
  readonly gateway: Gateway<any> | undefined
  readonly credential: Credential | undefined
  /** Whether a call without a credential is sent: to servers of somebody's own, which may put one in. */
  readonly mayBeAnonymous: boolean
  readonly fetch: Fetch
  readonly headers: Record<string, string>
  readonly timeout: number
  readonly retry: Required<RetryOptions>
  readonly logger: Logger | undefined
  readonly callbacks: Pick<CallbackFeed, 'subscribe'> | undefined
  readonly validate: Validation | undefined
  /** Where creates queue; undefined without the option `concurrency`. */
  readonly line: Line | undefined
  readonly clock: Clock
  readonly random: () => number
}
