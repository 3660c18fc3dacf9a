import { document, type Gateway, gateways, operations } from '@klingkit/openapi'
import cloudsway from '@klingkit/openapi/cloudsway.json' with { type: 'json' }
import cometapi from '@klingkit/openapi/cometapi.json' with { type: 'json' }

type Json = Record<string, any>

const documents: Record<string, Json> = { cometapi, cloudsway }

export interface GatewayFacts {
  gateway: Gateway
  document: Json
}

/** The gateways of the data with their documents. */
export const known: GatewayFacts[] = Object.values(gateways).map((gateway) => {
  const own = documents[gateway.id]
  if (!own) throw new Error(`The document of ${gateway.id} is not read here`)
  return { gateway, document: own }
})

export const official = document as Json

/** Operations that some gateway relays, in the order of the document. */
export const relayed = operations.filter(({ id }) => known.some(({ gateway }) => gateway.operations.some((each) => each.id === id)))

export function operationIn(from: Json, id: string): Json | undefined {
  return Object.values<Json>(from['paths'])
    .flatMap((item) => Object.values<Json>(item))
    .find(({ operationId }) => operationId === id)
}
