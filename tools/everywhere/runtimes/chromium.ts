import fs from 'node:fs'
import path from 'node:path'
import { chromiumBinary } from '../binaries.ts'
import { start, stop } from '../child.ts'
import { servePage } from '../page.ts'
import type { Runtime } from './runtime.ts'

export const chromium: Runtime = {
  name: 'Chromium',
  binary: chromiumBinary,
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

/** Nothing of it may leave the machine. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]
