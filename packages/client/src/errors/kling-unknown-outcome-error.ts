import { KlingError } from './kling-error.js'

export interface UnknownOutcome {
  /** Operation id. */
  readonly operation: string
  /** The id of your own that was sent, by which the task can be looked up; undefined where the operation has none. */
  readonly external_task_id: string | undefined
  /** How often the call was sent. */
  readonly attempts: number
}

export interface KlingUnknownOutcomeError extends UnknownOutcome {}

/**
 * A call that changes or costs something was sent, but how it ended is not known: it may have taken effect. It was not sent again, because then it could take effect twice.
 *
 * The message tells how to look; `cause` is the lost connection, the time-out, the error of the server or the reason of the abort.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are assigned from the facts
export class KlingUnknownOutcomeError extends KlingError<UnknownOutcome> {
  static override readonly code = 'KLING_UNKNOWN_OUTCOME'
  declare readonly code: 'KLING_UNKNOWN_OUTCOME'
}
