import type { Logger } from './hooks.js'

export interface RequestIssue {
  /** For example `contents[0].text`. */
  path: string
  /** The documented rule that is broken. */
  rule: string
  message: string
}

export interface RequestVerdict {
  ok: boolean
  issues: RequestIssue[]
  warnings: { path: string; message: string }[]
}

/** Parts of a request as a validator gets them. */
export interface JudgedParts {
  body?: unknown
  query?: unknown
  path?: unknown
}

/** Judges requests before they are sent and answers before they are returned, by throwing. Made by `validation`, or your own. */
export interface Validation {
  /** @throws what ends the call; nothing was sent then */
  request?: ((operation: string, parts: JudgedParts, logger: Logger | undefined) => void) | undefined
  /**
   * @param envelope the whole answer
   * @throws what ends the call; it has taken effect then
   */
  response?: ((operation: string, envelope: unknown) => void) | undefined
}

/** What `@klingkit/zod` exports, as far as it is needed: `import * as validators from '@klingkit/zod'`. */
export interface Validators {
  checkRequest(operation: any, parts: any): RequestVerdict
  validators: object
  specHash?: string
}
