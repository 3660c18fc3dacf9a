import type { Gateway } from '@klingkit/openapi/runtime'
import type { Balance } from './account/pack.js'
import type { DeliveryOptions } from './callbacks/deliveries.js'
import type { Credentials } from './credentials.js'
import type { Journal } from './journal.js'
import type { CallbackSender, Clock, IdSource, RandomSource, TaskStore, Timers, Validator } from './ports.js'
import type { Seed } from './seed/seed.js'
import type { MediaAddress } from './tasks/media.js'
import type { Speed } from './timing.js'

/** Which ids of earlier things are accepted: also those of documented examples, only what the simulator made, anything. */
export type References = 'known' | 'strict' | 'off'

/** Everything that is not fixed by the document. What is left out gets the default named. */
export interface SimulatorOptions {
  /** Default: the system's clock, which can be frozen, moved and made faster through `control.clock`. */
  clock?: Clock
  /** Default: timers of the platform. Hand in your own together with a clock of your own. */
  timers?: Timers
  /** Default: a different one each time; `seededRandom(7)` makes runs repeat. */
  random?: RandomSource
  /** Ids of tasks, results and calls. Default: 18 digits and UUIDs from `random`. */
  ids?: IdSource
  /** Default: memory. What is in it already is taken over. */
  store?: TaskStore
  /** Where all else is written down that shall outlive a restart: account, clock, rules, callbacks. Default nowhere. */
  journal?: Journal
  /** Judges requests; without one every body is taken. Hand in `checkRequest` of `@klingkit/zod`. */
  validate?: Validator
  /** Delivers callbacks; without one none is sent. Where there is `fetch`, `fetchSender()` is one. */
  sendCallback?: CallbackSender
  /** `whsec_...`: signs callbacks. Two while a secret is being replaced: both sign. */
  webhookSecret?: string | readonly string[]
  /** Hosts besides this machine that callbacks may go to. Default none. */
  allowCallbackHosts?: readonly string[]
  /** Milliseconds a receiver has. Default 5000. */
  callbackTimeout?: number
  /** Pauses before further attempts, in milliseconds. Default 1 s, 5 s, 25 s. */
  callbackRetryAfter?: DeliveryOptions['retryAfter']
  /** Default: any bearer token. */
  credentials?: Credentials
  /** How long tasks take. Default `fast`: about 2 s. */
  speed?: Speed
  /** Divides all task times: 10 makes them ten times shorter. Default 1. */
  timeFactor?: number
  /** Tasks end after that many reads by id instead of after a time. Default: after a time. */
  reads?: number
  /** Units of the default pack of each type. Default 1,000,000,000. */
  units?: number
  /** Tasks that may run at once, per pack type. Default no limit. */
  slots?: number
  /** Money that is paid from when no pack has enough. Default none: then such a call is refused. */
  balance?: Balance
  /** Which ids of earlier things are accepted: also those of documented examples (`known`, default), only what this simulator made (`strict`), anything (`off`). */
  references?: References
  /** Whether words in `external_task_id` and `callback_url` are read. Default true. */
  magic?: boolean
  /** A gateway's profile, from `gateways` of `@klingkit/openapi/runtime`. Default: the official API. */
  gateway?: Gateway
  /** Makes addresses of files. Default `https://cdn.example.com/...`. */
  mediaAddress?: MediaAddress
  /** Tasks, voices, elements and packs to begin with. Default: none, and the packs of `units` and `slots`. */
  seed?: Seed
}
