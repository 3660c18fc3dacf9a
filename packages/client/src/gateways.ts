/**
 * Services that relay Kling's API under their own addresses and keys. The calls and the types are the same; what a gateway does not relay is not in the type of the client.
 *
 * @example
 * import { createKling } from '@klingkit/client'
 * import { cometapi } from '@klingkit/client/gateways'
 * const kling = createKling({ gateway: cometapi(), apiKey: process.env.COMETAPI_KEY })
 */

export type { Gateway } from './core/gateway.js'
export { type CloudswayOptions, cloudsway } from './gateways/cloudsway.js'
export { type CometapiOptions, cometapi } from './gateways/cometapi.js'
export type { CloudswayKling, CloudswayOperation, CometapiKling, CometapiOperation } from './generated/gateways.gen.js'
