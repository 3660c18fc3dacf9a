import type { CallbackFeed } from '../callbacks/callback-feed.js'
import type { Queue } from '../create/queue.js'
import type { Credential } from '../credentials/credential.js'
import type { Region } from '../generated/regions.gen.js'
import type { Polling } from '../wait/polling.js'
import type { Clock } from './clock.js'
import type { CurlWriter } from './curl.js'
import type { Gateway } from './gateway.js'
import type { Hooks, Logger } from './hooks.js'
import type { Validation, Validators } from './validate.js'

/** Like the global `fetch`, as far as it is needed. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How calls are sent again; see the page of the package for what is sent again at all. */
export interface RetryOptions {
  /** How often a read is sent again after a lost connection, a time-out or an error of the server; and a create, each time after its task was looked for. Default 3. */
  limit?: number
  /** Milliseconds before the second attempt; doubled each time, half of it random. Four times as long after 1302 and 1303, where the documentation advises a second or more. Default 500. */
  baseDelay?: number
  /** The longest such pause, in milliseconds. Default 15000. A `Retry-After` of the server is obeyed however long it is. */
  maxDelay?: number
  /** Milliseconds one attempt may take, hooks included. Default 60000. */
  attemptTimeout?: number
}

/** Options of a single call. */
export interface CallOptions {
  /** Ends the call at once, also during a pause; it then rejects with the signal's reason. What a create rejects with, see `CreateOptions`. */
  signal?: AbortSignal
  /** Milliseconds for the whole call, attempts and pauses included. Default: that of the client. */
  timeout?: number
  /** `false` and 0: nothing is sent twice, but for a token that has expired. A number: the `limit`. Default: that of the client. */
  retry?: RetryOptions | number | false
  /** Further headers; they win over those of the client. */
  headers?: Record<string, string>
}

/** Options of a client. */
export interface ClientOptions extends Hooks {
  /** An API key of the console, good for every operation. Default: environment variable `KLINGAI_API_KEY`. Blank values count as absent. */
  apiKey?: string | undefined
  /** Another credential: `accessKey({ accessKey, secretKey })`, `apiKey(key)`, or a key as text. Default: `KLINGAI_ACCESS_KEY` with `KLINGAI_SECRET_KEY`. */
  auth?: Credential | string
  /** Where the API is. Default: the server of `region`, or of `gateway`. In a browser a path of the same origin will do: `/api/kling`. */
  baseUrl?: string
  /** Server of the document; keys are not interchangeable. Default `singapore`. */
  region?: Region
  /** A service that relays the API: `cometapi()`, `cloudsway({ endpointPath })` of `@klingkit/client/gateways`. Default: none. */
  gateway?: Gateway<any> | undefined
  /** Default: the global `fetch`. */
  fetch?: Fetch
  /** Headers of every request. */
  headers?: Record<string, string>
  /** Milliseconds a call may take, attempts and pauses included. Default 120000. */
  timeout?: number
  /** How calls are sent again. `false`: nothing is. Default: see {@link RetryOptions}. */
  retry?: RetryOptions | number | false
  /** Lets creates queue: `createQueue(4)`, see there and at `createKling`. Default: creates do not queue. */
  concurrency?: Queue
  /** How tasks are read that are waited for. `sharedPolling()`: many per request, worth it where many are waited for at once. Default: each by itself. */
  polling?: Polling
  /** Writes the `curl` of errors: `curlLine`. Default: it stays empty. */
  curl?: CurlWriter
  /** Default: none. `console` will do. */
  logger?: Logger
  /** Where callbacks come in, for all waits: a `createCallbackFeed()` of `@klingkit/client/callbacks`. Tasks created without `callback_url` are then read seldom. Default: none, waits poll. */
  callbacks?: Pick<CallbackFeed, 'subscribe'>
  /** Judges requests and answers: `validation(validators)`, or your own. Default: nothing is judged. */
  validate?: Validation
  /** Allows a credential in a browser page, where every visitor can read it. Default false. */
  dangerouslyAllowBrowser?: boolean
  /** Default: that of the platform. */
  clock?: Clock
  /** Numbers from 0 to below 1, for the pauses. Default `Math.random`. */
  random?: () => number
}

/** Options of `createKling`. */
export interface KlingOptions extends Omit<ClientOptions, 'validate' | 'concurrency' | 'polling' | 'curl'> {
  /**
   * How many slots of the account the creates of this client may take at once; further ones queue, first come, first served. `'auto'` learns it from the refusals (1303) of the service.
   *
   * Counted are creates that are on their way and tasks of this client that are not known to have ended: a task takes one slot, a picture task `n`. An end becomes known by any read of the task (`wait`
   * too) and by callbacks that `wait` is told of; a task that nobody asks about counts for twice its typical duration, at least a minute. Kling counts running tasks of the whole account per type of
   * resource pack (video, image, try-on), so give the smallest limit of what this client creates, or one client to each type. When the service refuses all the same, because others use the account, the limit
   * goes down to what runs and creeps up again. Default: creates do not queue.
   */
  concurrency?: number | 'auto' | Queue
  /** What is judged by `validators`; or what judges. Default: nothing is judged. */
  validate?: 'request' | 'response' | 'both' | Validation
  /** The whole of `@klingkit/zod`, handed in so that it is bundled only where it is wanted: `import * as validators from '@klingkit/zod'`. */
  validators?: Validators
}
