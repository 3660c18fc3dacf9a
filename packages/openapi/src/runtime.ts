import { text } from './generated/data/runtime.gen.js'
import { operations as operationTable } from './generated/operations.gen.js'
import type { DurationRow, ErrorCode, FieldReference, Gateway, Operation, OperationId, PriceRow, Server } from './types.js'

export { gatewayNames } from './generated/gateway-names.gen.js'
export { specHash } from './generated/spec-hash.gen.js'
export type * from './types.js'

/** Every operation of the API. */
export const operations: readonly Operation[] = operationTable

interface Runtime {
  servers: Server[]
  errors: ErrorCode[]
  failures: { name: string; text: string; origin: string; when: string }[]
  examples: Record<OperationId, Record<string, unknown>>
  gateways: Record<string, Gateway>
  defaults: Partial<Record<OperationId, Record<string, any>>>
  references: Partial<Record<OperationId, FieldReference[]>>
  lengths: Partial<Record<OperationId, string>>
  spoken: Partial<Record<OperationId, string>>
  catalogues: Record<string, Record<string, string[]>>
  prices: PriceRow[]
  facts: Record<string, { any: string[] }>
  unitValues: { package: string; currency: string; value: number }[]
  durations: DurationRow[]
  retiredModels: Partial<Record<OperationId, string[]>>
  knownIds: Record<string, string[]>
}

const runtime: Runtime = JSON.parse(text)

/** The hosts of the official API, the default one first; those of a gateway stand in its entry of `gateways`. */
export const servers: readonly Server[] = runtime.servers

/** The error codes, with HTTP status, retry class and known messages. */
export const errorCodes: readonly ErrorCode[] = runtime.errors

/** Texts of failed tasks. */
export const taskFailures: Runtime['failures'] = runtime.failures

/** The bodies of successful answers: operation id -> example name -> body. */
export const successExamples: Runtime['examples'] = runtime.examples

/** What the gateways relay, and how they differ. */
export const gateways: Runtime['gateways'] = runtime.gateways

/** Documented defaults of request bodies, nested as in the body; of query parameters where there is no body. */
export const defaults: Runtime['defaults'] = runtime.defaults

/** Fields that refer to something made earlier, per operation. */
export const references: Runtime['references'] = runtime.references

/** Where the asked length of the result stands in a body, a number of seconds. */
export const lengths: Runtime['lengths'] = runtime.lengths

/** Where the text stands that is spoken in the result. */
export const spoken: Runtime['spoken'] = runtime.spoken

/** Lists that ids of a kind are taken from: kind -> id -> languages. */
export const catalogues: Runtime['catalogues'] = runtime.catalogues

/** The price table. */
export const prices: Runtime['prices'] = runtime.prices

/** Derived facts that price rows speak of: true if one of the paths holds something. */
export const facts: Runtime['facts'] = runtime.facts

/** What one unit of a pack is worth. */
export const unitValues: Runtime['unitValues'] = runtime.unitValues

/** How long tasks typically take. */
export const durations: Runtime['durations'] = runtime.durations

/** Model names an operation no longer serves. */
export const retiredModels: Runtime['retiredModels'] = runtime.retiredModels

/** Ids that occur in documented requests, by kind of thing. */
export const knownIds: Runtime['knownIds'] = runtime.knownIds
