import type { Gateway } from '../core/gateway.js'
import { KlingError } from '../errors/kling-error.js'
import { type CloudswayKling, gatewayFacts } from '../generated/gateways.gen.js'
import { relay } from './relay.js'

export interface CloudswayOptions {
  /** Id of the endpoint bought in the console of Cloudsway; a segment of every path. There is no common value. */
  endpointPath: string
  /**
   * The host, as a name or as the beginning of an address. Default `genaiapi.cloudsway.net`, that of the older pages; the newer ones, Kling 3.0 Turbo among them, show
   * `genaiapi-m2.cloudsway.net`. Of a mock `http://127.0.0.1:4010`.
   */
  host?: string
}

/**
 * Cloudsway (MaaS): text and image to video, omni video, pictures, sound effects and Kling 3.0 Turbo. What else there is at Kling is not relayed, and not in the type of the client.
 *
 * The key is an access key (AK) of Cloudsway, from `apiKey`, or from the environment: `CLOUDSWAY_API_KEY`, else `CLOUDSWAY_AK`. Keys of Kling are never sent there.
 *
 * @throws KlingError when `endpointPath` or `host` cannot be one; by calls: for what is not relayed, before anything is sent
 * @example
 * const kling = createKling({ gateway: cloudsway({ endpointPath: 'my-endpoint' }), apiKey: secrets.cloudsway })
 * const done = await kling.v1.videos.text2video.run({ model_name: 'MaaS_KeLing_3.0_video', prompt: 'A fox in the snow' })
 * @see https://docs.cloudsway.net/maasapi/api-reference/video/kl_v3
 */
export function cloudsway({ endpointPath, host }: CloudswayOptions): Gateway<CloudswayKling> {
  const segment = String(endpointPath ?? '').trim()
  if (!segment || /^\.+$/.test(segment))
    throw new KlingError('cloudsway() needs endpointPath, the id of the endpoint bought in the console of Cloudsway: cloudsway({ endpointPath })')
  const facts = gatewayFacts.cloudsway
  const server = facts.servers[0]!.replace('{endpointPath}', () => encodeURIComponent(segment))
  return relay('cloudsway', facts, host === undefined ? server : onHost(server, host), ['CLOUDSWAY_API_KEY', 'CLOUDSWAY_AK'])
}

/** The same path on another host. */
function onHost(server: string, host: string): string {
  try {
    const { origin } = new URL(/^https?:\/\//.test(host) ? host : `https://${host}`)
    return origin + new URL(server).pathname
  } catch {
    throw new KlingError(
      'The host of cloudsway() is none. Give a name, such as genaiapi-m2.cloudsway.net, or the beginning of an address, such as http://127.0.0.1:4010.',
    )
  }
}
