import client = require('@klingkit/client')
import gateways = require('@klingkit/client/gateways')

// CommonJS, which can require ES modules from Node 20.19.
const kling: client.Kling = client.createKling({ apiKey: 'any' })
const comet: gateways.CometapiKling = client.createKling({ gateway: gateways.cometapi() })
// @ts-expect-error there is no such operation
kling.v1.videos.text3video
export = { kling, comet }
