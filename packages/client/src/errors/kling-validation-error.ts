import type { RequestIssue } from '../core/validate.js'
import { KlingError } from './kling-error.js'

export interface Rejection {
  /** Operation id. */
  readonly operation: string
  readonly direction: 'request' | 'response'
  readonly issues: readonly RequestIssue[]
  /** The answer that was judged: a created task exists, whatever is wrong with the words about it. */
  readonly answer?: unknown
}

export interface KlingValidationError extends Rejection {}

/** A request that breaks a documented rule and was not sent; or an answer that is not as documented. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned from the facts
export class KlingValidationError extends KlingError {
  static override readonly code = 'KLING_VALIDATION'
  declare readonly code: 'KLING_VALIDATION'

  constructor(facts: Rejection, options?: ErrorOptions) {
    const issues = facts.issues.map(({ path, message }) => `${message} (${path})`).join('; ')
    super(`bad ${facts.direction}${facts.direction === 'request' ? ', not sent' : ''}: ${issues}`, facts, options)
  }
}
