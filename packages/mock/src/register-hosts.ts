import { type Gateway, gateways } from '@klingkit/openapi/runtime'
import type { GatewayName } from './options/gateway-names.js'

const official = ['api-singapore.klingai.com', 'api-beijing.klingai.com', 'api.klingai.com']

/** Whose API a host serves; nothing for hosts that have nothing to do with Kling. */
export const gatewayOfHost: ReadonlyMap<string, GatewayName> = new Map<string, GatewayName>([
  ...official.map((host) => [host, 'official'] as const),
  ...Object.values(gateways).flatMap((gateway) => hostsOf(gateway).map((host) => [host, gateway.id as GatewayName] as const)),
])

function hostsOf({ servers }: Gateway): string[] {
  return servers.map(({ url }) => new URL(url.replaceAll(/[{}]/g, '')).hostname)
}
