/** What kind of promise was broken. */
export type Rule =
  /** No answer came, or not a whole one. */
  | 'no-answer'
  /** A status that the document does not list for the operation. */
  | 'status'
  | 'content-type'
  | 'not-json'
  /** The answer does not fit its schema. */
  | 'response-schema'
  /** The request does not fit its schema. */
  | 'request-schema'
  /** The code of the envelope is not a known one, or does not go with the HTTP status. */
  | 'envelope-code'
  /** Something that must be refused was accepted. */
  | 'accepted'
  /** Something that must be accepted was refused. */
  | 'refused'
  /** It was refused, but not with the documented refusal. */
  | 'wrong-refusal'
  /** The answer is about another task than the one asked for. */
  | 'wrong-task'
  /** No operation of the document. */
  | 'unknown-operation'

export interface Finding {
  rule: Rule
  /** Where, for example `response.data.task_id`. */
  at: string
  message: string
}
