/**
 * A fenced block of a page for users. HTML comments right above it (in MDX those of its own), which readers do not see, say what a reader does without being told:
 *
 * `<!-- given: code -->` code or shell lines that come before it; `<!-- file: app.js -->` it is the content of that file; `<!-- with: kling-mock -->` a mock is running; `<!-- stays -->` the program is left running;
 * `<!-- until: word -->` the lines are repeated until they print that; `<!-- any output -->` what is shown is an example; `<!-- not run: reason -->` it cannot be run, code is still type-checked;
 * `<!-- not checked: reason -->` it is not even complete code.
 */
export interface Block {
  /** Relative to the repository. */
  page: string
  /** Of the first line of its text in the page. */
  line: number
  language: string
  text: string
  given: string
  file?: string
  with?: string
  stays: boolean
  until?: string
  anyOutput: boolean
  notRun?: string
  notChecked?: string
}

export const isCode = ({ language }: Block) => /^(?:ts|tsx|js|mjs|cjs)$/.test(language)
export const isShell = ({ language }: Block) => /^(?:sh|bash|shell)$/.test(language)
/** What a program has printed. */
export const isOutput = ({ language, file }: Block) => file === undefined && /^(?:text|json|)$/.test(language)
