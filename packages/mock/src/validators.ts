import type { RequestCheck, RequestParts } from '@klingkit/zod'
import type { GatewayName } from './options.js'

export type CheckRequest = (operationId: string, parts: RequestParts) => RequestCheck

const modules: Record<GatewayName, () => Promise<{ checkRequest: unknown }>> = {
  official: () => import('@klingkit/zod'),
  cometapi: () => import('@klingkit/zod/cometapi'),
  cloudsway: () => import('@klingkit/zod/cloudsway'),
}

/** The validators of whoever's document is served; they hold the rules that JSON Schema cannot say, and the wording of the service. */
export async function loadValidators(gateway: GatewayName): Promise<CheckRequest> {
  return (await modules[gateway]()).checkRequest as CheckRequest
}
