import { type GatewayName, gateways, type Server, servers } from '@klingkit/openapi/runtime'

/** The host that older texts name; it is none of the servers any more. */
const former = 'api.klingai.com'

/** Whose API a host serves; nothing for hosts that have nothing to do with Kling. */
export const gatewayOfHost: ReadonlyMap<string, GatewayName> = new Map<string, GatewayName>([
  ...[former, ...hostsOf(servers)].map((host) => [host, 'official'] as const),
  ...Object.values(gateways).flatMap((gateway) => hostsOf(gateway.servers).map((host) => [host, gateway.id as GatewayName] as const)),
])

function hostsOf(servers: readonly Server[]): string[] {
  return servers.map(({ url }) => new URL(url.replaceAll(/[{}]/g, '')).hostname)
}
