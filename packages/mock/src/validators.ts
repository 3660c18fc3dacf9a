import { createRequire } from 'node:module'
import type { GatewayName } from '@klingkit/openapi/runtime'
import { sameDocument, specHash as simulated } from '@klingkit/simulator'
import type { RequestCheck, RequestParts } from '@klingkit/zod'
import { specHash } from './generated/spec-hash.gen.js'

export type CheckRequest = (operationId: string, parts: RequestParts) => RequestCheck

const names: Record<GatewayName, string> = { official: '@klingkit/zod', cometapi: '@klingkit/zod/cometapi', cloudsway: '@klingkit/zod/cloudsway' }

/** The validators of whoever's document is served; they hold the rules that JSON Schema cannot say, and the wording of the service. */
export async function loadValidators(gateway: GatewayName): Promise<CheckRequest> {
  return checked(await import(names[gateway]))
}

/**
 * The same, loaded when they are first needed: a mock that refuses nothing never pays for them (a sixth of a second, 30 MB). Versions of Node that cannot load modules on the spot load them at once.
 */
export async function loadValidatorsLater(gateway: GatewayName): Promise<CheckRequest> {
  if (!(process.features as { require_module?: boolean }).require_module) return loadValidators(gateway)
  const require = createRequire(import.meta.url)
  let check: CheckRequest | undefined
  return (operationId, parts) => {
    check ??= checked(require(names[gateway]))
    return check(operationId, parts)
  }
}

function checked({ checkRequest, specHash: judged }: { checkRequest: CheckRequest; specHash: string }): CheckRequest {
  sameDocument({ '@klingkit/mock': specHash, '@klingkit/simulator': simulated, '@klingkit/zod': judged })
  return checkRequest
}
