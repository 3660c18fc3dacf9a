/** The two generations of the API, and the account operations that belong to neither. */
export type Standard = 'legacy' | 'new' | 'account'

export type OperationKind =
  | 'async task'
  | 'query one'
  | 'query list'
  | 'synchronous'
  | 'list'
  | 'acknowledgement'
  | 'query many by id'
  | 'cursor list'
  | 'query'
  /** A call of `client.request`, of which nothing else is known. */
  | 'unknown'

/** All the client knows of an operation. Written by the generator from the document; creating, waiting, listing and pricing read only this. */
export interface Operation {
  /** For example `createText2Video`. */
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** Kling's path, before a gateway changes it; `{id}` stands for the id. */
  readonly path: string
  readonly standard: Standard
  readonly kind: OperationKind
  /** Where the caller's own task id stands in the body, for example `options.external_task_id`; absent where there is none. */
  readonly externalId?: string | undefined
  /** Places in the body that the API documents as JSON integers of any size, and what writes them. */
  readonly integers?: ExactIntegers | undefined
  /** On creates: the operations that read its tasks. */
  readonly reads?: TaskReads
  /** On creates: how long such a task typically takes, in seconds, at the default length of the result. */
  readonly seconds?: number
}

export interface ExactIntegers {
  /** For example `element_list[].element_id`. */
  readonly places: readonly string[]
  /** @throws KlingValidationError when a place holds what cannot be written as an integer */
  write(body: unknown, operation: string): string
}

export interface TaskReads {
  readonly get: Operation
  readonly list: Operation
  /** Whether a read by the caller's own id is documented. */
  readonly byExternalId: boolean
}

/** Whether the operation only reads, so that sending it again costs and changes nothing. */
export function isRead({ method, kind }: Operation): boolean {
  return method === 'GET' || kind === 'cursor list'
}
