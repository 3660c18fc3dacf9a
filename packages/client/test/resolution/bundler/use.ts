import { createKling, type Kling } from '@klingkit/client'
import { parseCallback } from '@klingkit/client/callbacks'
import { type CometapiKling, cometapi } from '@klingkit/client/gateways'
import { toMedia } from '@klingkit/client/media'
import { createText2Video } from '@klingkit/client/operations'

// A page, without the types of Node.
export const kling: Kling = createKling({ baseUrl: '/api/kling' })
export const comet: CometapiKling = createKling({ gateway: cometapi(), baseUrl: '/api/kling' })
export const task = createText2Video(kling, { model_name: 'kling-v3', prompt: 'A fox' })
export const used = [parseCallback, toMedia]
// @ts-expect-error there is no such operation
kling.v1.videos.text3video
