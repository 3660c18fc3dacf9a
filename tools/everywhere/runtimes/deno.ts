import fs from 'node:fs'
import path from 'node:path'
import { platformBinary } from '../binaries.ts'
import { run } from '../child.ts'
import { printing, type Runtime, reportIn } from './runtime.ts'

export const deno: Runtime = {
  name: 'Deno',
  binary: () => platformBinary('deno', process.platform === 'win32' ? 'deno.exe' : 'deno'),
  async run(program, { folder, place }) {
    fs.writeFileSync(path.join(folder, 'deno.mjs'), printing('Deno.args[0]'))
    // The environment may be read, as for any client that takes its key from there; beyond this machine nothing can be reached.
    return reportIn(await run(program, ['run', '--no-prompt', '--allow-env', '--allow-net=127.0.0.1', 'deno.mjs', JSON.stringify(place)], folder))
  },
}
