import type { Gateway } from '../core/gateway.js'
import { type CometapiKling, gatewayFacts } from '../generated/gateways.gen.js'
import { relay } from './relay.js'

export interface CometapiOptions {
  /** Where the gateway is, the prefix of its paths included. Default `https://api.cometapi.com/kling`; of a mock `http://127.0.0.1:4010/kling`. */
  baseUrl?: string
}

/**
 * CometAPI: the legacy operations with their old field sets, each task read by its id. Lists, elements, voices, account and the new standard are not relayed, and not in the type of the client.
 *
 * The key is CometAPI's own, from `apiKey`, or from the environment: `COMETAPI_KEY`, else `COMETAPI_API_KEY`. Keys of Kling are never sent there.
 *
 * Reading tasks by your own id is not documented there, so a create that ends without an answer is not sent again but ends with `KlingUnknownOutcomeError`.
 *
 * @throws by calls: KlingError for what is not relayed, before anything is sent
 * @example
 * const kling = createKling({ gateway: cometapi(), apiKey: secrets.cometapi })
 * const done = await kling.v1.audio.videoToAudio.run({ video_url: 'https://cdn.example.com/in.mp4' })
 * @see https://apidoc.cometapi.com/api/video/kling/text-to-video
 */
export function cometapi({ baseUrl }: CometapiOptions = {}): Gateway<CometapiKling> {
  const facts = gatewayFacts.cometapi
  return relay('cometapi', facts, baseUrl ?? facts.servers[0]!, ['COMETAPI_KEY', 'COMETAPI_API_KEY'])
}
