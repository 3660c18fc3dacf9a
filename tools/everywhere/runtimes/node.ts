import fs from 'node:fs'
import path from 'node:path'
import { run } from '../child.ts'
import { printing, type Runtime, reportIn } from './runtime.ts'

const client = path.resolve(import.meta.dirname, '../../../packages/client')
const name = 'require() gives every entry point'

/** A version of Node; there every entry point is required as well. */
export function node(label: string, binary: Runtime['binary']): Runtime {
  return {
    name: label,
    binary,
    async run(program, { folder, place }) {
      fs.writeFileSync(path.join(folder, 'node.mjs'), printing('process.argv[2]'))
      const report = reportIn(await run(program, ['node.mjs', JSON.stringify(place)], folder))
      const outcome = await run(program, [path.join(client, 'test/everywhere/require.cjs')], client).then(
        () => undefined,
        (error: Error) => error.message,
      )
      if (outcome === undefined) report.passed.push(name)
      else report.failed.push({ name, reason: outcome })
      return report
    },
  }
}
