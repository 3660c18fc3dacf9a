import { checkWith, type RequestCheck, type RequestParts } from './check-request.js'
import { validators } from './generated/cometapi/operations.gen.js'

export * from './generated/cometapi/operations.gen.js'
export * from './generated/cometapi/schemas.gen.js'
export { specHash } from './generated/spec-hash.gen.js'

/** The operations that CometAPI relays. */
export type OperationId = keyof typeof validators

/** As `checkRequest` of `@klingkit/zod`, with the limits of CometAPI. */
export function checkRequest(operationId: OperationId, parts: RequestParts): RequestCheck {
  return checkWith(validators, operationId, parts)
}
