import type { Kling } from '../generated/kling.gen.js'
import type { Configuration } from './configuration.js'
import type { Operation } from './operation.js'

/**
 * A service that relays Kling's API; the values come from `@klingkit/client/gateways`. Another one can be described by hand: `{ id: 'mine', baseUrl: 'https://relay.example/kling' }`.
 *
 * `Facade` is the type of the client that `createKling` makes with it.
 */
export interface Gateway<Facade = Kling> {
  /** For example `cometapi`; stands in the handles of tasks and in errors. */
  readonly id: string
  readonly baseUrl: string
  /** Only for the type. */
  readonly facade?: Facade
  /** Environment variables that may hold its key, the first that is set counts. Those of Kling itself are never sent to a gateway. */
  readonly environment?: readonly string[]
  /** The path on the gateway, below its base URL. Default: Kling's own. */
  readonly path?: (operation: Operation) => string
  /** Why a call cannot be made here, for the error; undefined where it can. What its caller should only know of goes to the logger. Default: every call can. */
  readonly refuses?: (operation: Operation, body: unknown, client: Pick<Configuration, 'credential' | 'logger'>) => string | undefined
  /** Writes a body that goes out otherwise than Kling's own. Default: as Kling documents it. */
  readonly write?: (operation: Operation, body: unknown) => string | undefined
  /** What is not certain of a call here (for example a path that is only inferred); closes the message of its errors. */
  readonly note?: (operation: Operation) => string | undefined
  /** Whether tasks are found by the caller's own id; default: as the operation documents it. */
  readonly byExternalId?: (operation: Operation) => boolean
  /** Brings an answer into Kling's form. Default: as it is. */
  readonly normalize?: (envelope: unknown, operation: Operation, status: number) => unknown
}
