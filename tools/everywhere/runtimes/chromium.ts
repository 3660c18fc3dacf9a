import fs from 'node:fs'
import path from 'node:path'
import { chromiumPath } from '../../chromium/src/binary.ts'
import { flags } from '../../chromium/src/flags.ts'
import { start, stop } from '../child.ts'
import { servePage } from '../page.ts'
import type { Runtime } from './runtime.ts'

export const chromium: Runtime = {
  name: 'Chromium',
  binary: chromiumPath,
  async run(program, { folder, place }) {
    const page = await servePage(fs.readFileSync(path.join(folder, 'suite.mjs'), 'utf8'), place)
    const { child, output } = start(program, [...flags, `--user-data-dir=${path.join(folder, 'profile')}`, page.url], folder)
    const gone = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${output()}`))))
    const limit = new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`the page never reported:\n${output()}`)), 60_000).unref())
    try {
      return await Promise.race([page.report, gone, limit])
    } finally {
      await stop(child)
      await page.close()
    }
  },
}
