import { text } from './generated/data/runtime.gen.js'
import { operations as operationTable } from './generated/operations.gen.js'
import type { ErrorCode, Gateway, Operation, OperationId } from './types.js'

export { specHash } from './generated/spec-hash.gen.js'
export type * from './types.js'

/** Every operation of the API. */
export const operations: readonly Operation[] = operationTable

interface Runtime {
  errors: ErrorCode[]
  failures: { name: string; text: string; origin: string; when: string }[]
  examples: Record<OperationId, Record<string, unknown>>
  gateways: Record<string, Gateway>
}

const runtime: Runtime = JSON.parse(text)

/** The error codes, with HTTP status, retry class and known messages. */
export const errorCodes: readonly ErrorCode[] = runtime.errors

/** Texts of failed tasks. */
export const taskFailures: Runtime['failures'] = runtime.failures

/** The bodies of successful answers: operation id -> example name -> body. */
export const successExamples: Runtime['examples'] = runtime.examples

/** What the gateways relay, and how they differ. */
export const gateways: Runtime['gateways'] = runtime.gateways
