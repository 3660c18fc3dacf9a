import type { Validator } from '@klingkit/simulator'
import { checkRequest } from '@klingkit/zod'
import type { GatewayName } from './options.js'

export interface Loading {
  validate: Validator
  /** What has to come first. */
  ready: Promise<void> | undefined
}

/** The rules of Kling are there at once; those of a gateway are fetched when they are wanted, so that nobody else has to carry them. */
export function validatorOf(gateway: GatewayName): Loading {
  if (gateway === 'official') return { validate: checkRequest, ready: undefined }
  let loaded: Validator | undefined
  const ready = (gateway === 'cometapi' ? import('@klingkit/zod/cometapi') : import('@klingkit/zod/cloudsway')).then((rules) => {
    // The simulator asks only about operations that the gateway relays.
    loaded = rules.checkRequest as Validator
  })
  // A failure is reported by the request that needs the rules.
  ready.catch(() => {})
  return { validate: (operationId, parts) => loaded!(operationId, parts), ready }
}
