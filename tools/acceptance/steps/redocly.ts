import fs from 'node:fs'
import path from 'node:path'
import { run } from '../child.ts'
import { documents } from '../documents.ts'
import { type Step, tail } from '../step.ts'
import { commandOf } from '../tools.ts'

/** Redocly's own rules as they come, and its reference page. */
export const redoclySteps: Step[] = documents.flatMap(({ name, file }) => [
  {
    name: `redocly lint ${name}.json`,
    async run(workplace) {
      const { code, output } = await run([redocly(), 'lint', file, '--format=summary'], workplace.scratch)
      if (code !== 0) throw new Error(tail(output))
      return /You have (\d+ warnings?)/.exec(output)?.[1] ?? 'no warning'
    },
  },
  {
    name: `redocly build-docs ${name}.json`,
    async run(workplace) {
      const page = path.join(workplace.scratch, `${name}.html`)
      const { code, output } = await run([redocly(), 'build-docs', file, '--output', page], workplace.scratch)
      if (code !== 0) throw new Error(tail(output))
      return `${Math.round(fs.statSync(page).size / 1024)} KiB`
    },
  },
])

function redocly(): string {
  return commandOf('@redocly/cli', 'redocly')
}
