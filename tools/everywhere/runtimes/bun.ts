import fs from 'node:fs'
import path from 'node:path'
import { platformBinary } from '../binaries.ts'
import { run } from '../child.ts'
import { printing, type Runtime, reportIn } from './runtime.ts'

export const bun: Runtime = {
  name: 'Bun',
  binary: () => platformBinary('bun', process.platform === 'win32' ? 'bin/bun.exe' : 'bin/bun'),
  async run(program, { folder, place }) {
    fs.writeFileSync(path.join(folder, 'bun.mjs'), printing('process.argv[2]'))
    return reportIn(await run(program, ['run', 'bun.mjs', JSON.stringify(place)], folder))
  },
}
