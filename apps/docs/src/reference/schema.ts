/** JSON Schema with the extensions of the project, see `spec/README.md`. */
export type Schema = Record<string, any>

/** A rule over several fields: one that JSON Schema can say has a `condition`, others say what they assert in words of their own. */
export interface Rule {
  name?: string
  message?: string
  /** The field that the message points to, seen from the object the rule stands on. */
  at?: string
  condition?: Schema
  when?: Schema
  [assertion: string]: unknown
}
