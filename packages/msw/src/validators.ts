import type { GatewayName } from '@klingkit/openapi/runtime'
import type { Validator } from '@klingkit/simulator'
import { checkRequest } from '@klingkit/zod'

export interface Loading {
  validate: Validator
  /** What has to come first. */
  ready: Promise<void> | undefined
}

/** Written out one by one, because bundlers follow no other imports. */
const rulesOf: Record<Exclude<GatewayName, 'official'>, () => Promise<{ checkRequest: unknown }>> = {
  cometapi: () => import('@klingkit/zod/cometapi'),
  cloudsway: () => import('@klingkit/zod/cloudsway'),
}

/** The rules of Kling are there at once; those of a gateway are fetched when they are wanted, so that nobody else has to carry them. */
export function validatorOf(gateway: GatewayName): Loading {
  if (gateway === 'official') return { validate: checkRequest, ready: undefined }
  let loaded: Validator | undefined
  const ready = rulesOf[gateway]().then((rules) => {
    // The simulator asks only about operations that the gateway relays.
    loaded = rules.checkRequest as Validator
  })
  // A failure is reported by the request that needs the rules.
  ready.catch(() => {})
  return { validate: (operationId, parts) => loaded!(operationId, parts), ready }
}
