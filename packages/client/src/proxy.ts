/**
 * A handler for the own backend that puts the credential into the calls of a page.
 *
 * @example
 * import { klingProxy } from '@klingkit/client/proxy'
 * export const POST = klingProxy({ authorize: isSignedIn })
 */

export { klingProxy } from './proxy/kling-proxy.js'
export type { ProxyOptions } from './proxy/proxy-options.js'
export { type NodeRequest, type NodeResponse, nodeListener } from './server/node-listener.js'
