import { createKling, KlingError } from '@klingkit/client'
import { callbackHandler } from '@klingkit/client/callbacks'
import { cloudsway, cometapi } from '@klingkit/client/gateways'
import { download } from '@klingkit/client/media'
import { createClient, createText2Video, wait } from '@klingkit/client/operations'

// An ES module of Node, without the types of browsers.
const kling = createKling({ apiKey: 'any' })
const done = await kling.v1.videos.text2video.run({ model_name: 'kling-v3', prompt: 'A fox' })
const address: string = done.task_result.videos[0].url
const client = createClient()
const same = await wait(client, await createText2Video(client, { prompt: 'A fox' }))
const { bytes } = await download(same.task_result.videos[0], { to: 'fox.mp4' })
createKling({ gateway: cometapi() })
  .v1.audio.videoToAudio.create({ video_url: address })
  .catch((error: unknown) => KlingError.is(error))
createKling({ gateway: cloudsway({ endpointPath: 'mine' }) }).textToVideo['kling-3.0-turbo'].run({ prompt: 'A fox' })
export const handler: (request: Request) => Promise<Response> = callbackHandler({ secret: 'whsec_x', onEvent: () => bytes })
// @ts-expect-error there is no such operation
kling.v1.videos.text3video
