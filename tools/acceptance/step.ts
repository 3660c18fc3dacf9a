/** What a step of the acceptance is given. */
export interface Workplace {
  /** A folder of its own, removed at the end. */
  scratch: string
}

/** Does one thing; says how it went in a few words, or throws with what is wrong. */
export interface Step {
  name: string
  run(workplace: Workplace): Promise<string>
}

/** The last lines of an output, for a message. */
export function tail(output: string, lines = 25): string {
  return output.trimEnd().split('\n').slice(-lines).join('\n')
}
