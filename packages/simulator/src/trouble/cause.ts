import type { KeptRule } from './rules.js'

/** Where the trouble of a request came from. */
export interface TroubleCause {
  /** A rule in force, the header `kling-mock-trouble`, or magic words in one of its members. */
  by: 'rule' | 'header' | 'callback_url' | 'external_task_id'
  /** Id of the rule, where it was one. */
  rule?: string
  /** The words, as they were written: `code=1303,delay=2s`. */
  words: string
}

/** A rule as the cause of trouble. */
export function causedBy({ id, rule }: Pick<KeptRule, 'id' | 'rule'>): TroubleCause {
  return { by: 'rule', rule: id, words: typeof rule.then === 'string' ? rule.then : JSON.stringify(rule.then) }
}
