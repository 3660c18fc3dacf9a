import { text as capabilitiesText } from './generated/data/capabilities.gen.js'
import { text as documentText } from './generated/data/document.gen.js'
import { text as errorsText } from './generated/data/errors.gen.js'
import { text as examplesText } from './generated/data/examples.gen.js'
import { text as gatewaysText } from './generated/data/gateways.gen.js'
import { text as invalidBodiesText } from './generated/data/invalid-bodies.gen.js'
import { text as pricingText } from './generated/data/pricing.gen.js'
import { text as requestsText } from './generated/data/requests.gen.js'
import { operations as operationTable } from './generated/operations.gen.js'
import type { ErrorTables, Gateway, InvalidBody, Operation, OperationId, ResponseExamples } from './types.js'

export { gatewayNames } from './generated/gateway-names.gen.js'
export { specHash } from './generated/spec-hash.gen.js'
export type * from './types.js'

/** The OpenAPI 3.1 document as an object. Integers beyond 2^53 in its examples stand as strings; the file `./openapi.json` has them as they are. */
export const document: Record<string, any> = JSON.parse(documentText)

/** Every operation of the API. */
export const operations: readonly Operation[] = operationTable

/** Documented response bodies: operation id -> HTTP status -> example name -> body. */
export const examples: ResponseExamples = JSON.parse(examplesText)

/** Request bodies that must be accepted: operation id or webhook name -> example name -> body. */
export const requests: Record<string, Record<string, unknown>> = JSON.parse(requestsText)

/** Request bodies that must be refused: operation id -> name -> body with the rule it breaks. */
export const invalidBodies: Partial<Record<OperationId, Record<string, InvalidBody>>> = JSON.parse(invalidBodiesText)

/** The error codes with what brings them about, the texts of failed tasks, and answers without a code. */
export const errors: ErrorTables = JSON.parse(errorsText)

/** Model x operation x mode x resolution x duration x feature. */
export const capabilities: Record<string, any> = JSON.parse(capabilitiesText)

/** Units per model and product, with dates. */
export const pricing: Record<string, any> = JSON.parse(pricingText)

/** What the gateways relay, and how they differ. */
export const gateways: Record<string, Gateway> = JSON.parse(gatewaysText)
