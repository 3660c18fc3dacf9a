import { checkWith, type RequestCheck, type RequestParts } from './check-request.js'
import { validators } from './generated/cloudsway/operations.gen.js'

export * from './generated/cloudsway/operations.gen.js'
export * from './generated/cloudsway/schemas.gen.js'
export { specHash } from './generated/spec-hash.gen.js'

/** The operations that Cloudsway relays. */
export type OperationId = keyof typeof validators

/** As `checkRequest` of `@klingkit/zod`, with the limits of Cloudsway. */
export function checkRequest(operationId: OperationId, parts: RequestParts): RequestCheck {
  return checkWith(validators, operationId, parts)
}
