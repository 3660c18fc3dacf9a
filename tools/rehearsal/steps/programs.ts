import { command } from '../command.ts'
import { npmCli, userEnvironment } from '../npm.ts'
import type { Step } from '../step.ts'

/** Every command by `npx`, with nothing installed before. */
export const programsStep: Step = {
  name: 'every program by npx alone',
  async run({ folder, registry, packed }) {
    const said: string[] = []
    for (const { name, manifest } of packed) {
      for (const program of Object.keys(manifest.bin ?? {})) {
        const output = await command(process.execPath, [npmCli(), 'exec', '--yes', `--package=${name}`, '--', program, '--help'], folder, {
          env: userEnvironment(registry),
        })
        if (!output.includes(`Usage: ${program}`)) throw new Error(`${program} --help printed:\n${output}`)
        said.push(program)
      }
    }
    return said.join(', ')
  },
}
