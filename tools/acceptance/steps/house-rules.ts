import path from 'node:path'
import { run } from '../child.ts'
import { type Step, tail } from '../step.ts'
import { commandOf } from '../tools.ts'

/** Whoever has the Redocly CLI at hand can run the house rules with it. */
export const houseRulesStep: Step = {
  name: 'redocly lint with the house rules',
  async run() {
    const lint = path.resolve(import.meta.dirname, '../../../spec/lint')
    const { code, output } = await run([commandOf('@redocly/cli', 'redocly'), 'lint', '--config', 'redocly.yaml', '--format=stylish'], lint)
    if (code !== 0) throw new Error(tail(output))
    return 'sources and documents'
  },
}
