import type { GatewayName, OperationId } from '@klingkit/openapi/runtime'
import type { SimulatorOptions, Validator } from '@klingkit/simulator'
import type { Override } from './overrides.js'

/** Everything the simulator takes (`speed`, `reads`, `credentials`, `units`, `slots`, ...), and what is peculiar to handlers. */
export interface KlingHandlersOptions extends Omit<SimulatorOptions, 'gateway' | 'validate'> {
  /** Whose paths, operations, limits and hosts. Default `official`. */
  gateway?: GatewayName
  /**
   * Where the API stands for your app, instead of on the hosts of Kling or of the gateway:
   * `https://proxy.example.com/kling` (this origin and path), `/api/kling` (this path on the page's own origin), `*` (any host, documented paths);
   * a star and a path mean any host with this path before the documented ones. A path, with a star or without, stands for a backend of yours that puts the credential in: requests need
   * none, unless `credentials` are given.
   */
  baseUrl?: string
  /** Judges requests. Default: `checkRequest` of `@klingkit/zod` with the rules of the gateway; `false` takes every body. */
  validate?: Validator | false
  /** Answers that come instead of the simulator's, for as long as the handlers live; for one test see `kling.override`. */
  overrides?: Partial<Record<OperationId, Override>>
}
